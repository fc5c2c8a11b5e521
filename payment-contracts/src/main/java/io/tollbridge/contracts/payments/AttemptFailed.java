package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The operation provably had no effect: it was never sent, or is fenced at the channel. */
@EventType(value = "payment.attempt_failed", topic = Topics.PAYMENTS)
public record AttemptFailed(PaymentView payment, AttemptView attempt) implements PaymentEvent {}
