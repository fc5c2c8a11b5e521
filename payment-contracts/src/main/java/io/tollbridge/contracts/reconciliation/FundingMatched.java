package io.tollbridge.contracts.reconciliation;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.Money;
import java.time.LocalDate;

/** A bank credit equals what a channel owed for a day, or was accepted for it. Keyed by bank. */
@EventType(value = "reconciliation.funding_matched", topic = Topics.RECONCILIATION)
public record FundingMatched(
        String channel, LocalDate date, Money amount, String bank, String bankReference) {}
