package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The channel gave money back. */
@EventType(value = "refund.succeeded", topic = Topics.PAYMENTS)
public record RefundSucceeded(PaymentView payment, RefundView refund, AttemptView attempt)
        implements PaymentEvent {}
