package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The channel holds the money; it can be captured. */
@EventType(value = "payment.authorised", topic = Topics.PAYMENTS)
public record PaymentAuthorised(PaymentView payment, AttemptView attempt) implements PaymentEvent {}
