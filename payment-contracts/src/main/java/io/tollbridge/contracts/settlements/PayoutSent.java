package io.tollbridge.contracts.settlements;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The bank accepted the instruction. Keyed by payout id. */
@EventType(value = "payout.sent", topic = Topics.PAYOUTS)
public record PayoutSent(PayoutView payout) {}
