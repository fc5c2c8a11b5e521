package io.tollbridge.contracts.settlements;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** A payout was decided and its balance reserved. Keyed by payout id. */
@EventType(value = "payout.created", topic = Topics.PAYOUTS)
public record PayoutCreated(PayoutView payout) {}
