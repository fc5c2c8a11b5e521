package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The channel has given disputed money again. */
@EventType(value = "dispute.funds_reinstated", topic = Topics.PAYMENTS)
public record DisputeFundsReinstated(
        PaymentView payment, DisputeView dispute, DisputeMovement movement)
        implements PaymentEvent {}
