package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** A refund was accepted and its budget reserved. */
@EventType(value = "refund.created", topic = Topics.PAYMENTS)
public record RefundCreated(PaymentView payment, RefundView refund) implements PaymentEvent {}
