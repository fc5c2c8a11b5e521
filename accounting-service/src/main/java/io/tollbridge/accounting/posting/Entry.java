package io.tollbridge.accounting.posting;

import io.tollbridge.kernel.Currency;
import java.time.Instant;
import java.util.UUID;

/** A posting's line as its account sees it. */
public record Entry(
        Account account,
        Instant at,
        UUID postingId,
        int line,
        Rule rule,
        String sourceEvent,
        Side side,
        long amount,
        Currency currency) {}
