package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The channel let go what was not captured of a hold; the attempt's amount is that rest. */
@EventType(value = "payment.hold_released", topic = Topics.PAYMENTS)
public record HoldReleased(PaymentView payment, AttemptView attempt) implements PaymentEvent {}
