package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The channel took money. */
@EventType(value = "payment.captured", topic = Topics.PAYMENTS)
public record PaymentCaptured(PaymentView payment, AttemptView attempt, CaptureView capture)
        implements PaymentEvent {}
