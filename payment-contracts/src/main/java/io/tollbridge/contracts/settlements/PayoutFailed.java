package io.tollbridge.contracts.settlements;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The bank refused or returned it; the balance is available again. Keyed by payout id. */
@EventType(value = "payout.failed", topic = Topics.PAYOUTS)
public record PayoutFailed(PayoutView payout) {}
