package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The merchant asked for a payment. */
@EventType(value = "payment.created", topic = Topics.PAYMENTS)
public record PaymentCreated(PaymentView payment) implements PaymentEvent {}
