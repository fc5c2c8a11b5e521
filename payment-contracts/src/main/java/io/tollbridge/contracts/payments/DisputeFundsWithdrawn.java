package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The channel has taken the disputed money back. */
@EventType(value = "dispute.funds_withdrawn", topic = Topics.PAYMENTS)
public record DisputeFundsWithdrawn(
        PaymentView payment, DisputeView dispute, DisputeMovement movement)
        implements PaymentEvent {}
