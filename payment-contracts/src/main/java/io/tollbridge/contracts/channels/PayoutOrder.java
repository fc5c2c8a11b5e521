package io.tollbridge.contracts.channels;

import io.tollbridge.kernel.Money;
import java.time.Instant;

/** One credit transfer out of the client-money account. */
public record PayoutOrder(
        String payoutId,
        Money amount,
        String creditorName,
        String creditorIban,
        String remittance,
        Instant requestedAt) {}
