package io.tollbridge.contracts.settlements;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The bank statement shows the debit. Keyed by payout id. */
@EventType(value = "payout.paid", topic = Topics.PAYOUTS)
public record PayoutPaid(PayoutView payout) {}
