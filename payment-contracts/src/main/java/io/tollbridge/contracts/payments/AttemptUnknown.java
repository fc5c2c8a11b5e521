package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The channel did not answer: the money may or may not have moved. Compensation finds out. */
@EventType(value = "payment.attempt_unknown", topic = Topics.PAYMENTS)
public record AttemptUnknown(PaymentView payment, AttemptView attempt) implements PaymentEvent {}
