package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The channel, or risk, said no. */
@EventType(value = "payment.attempt_declined", topic = Topics.PAYMENTS)
public record AttemptDeclined(PaymentView payment, AttemptView attempt) implements PaymentEvent {}
