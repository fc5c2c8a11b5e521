package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import org.jspecify.annotations.Nullable;

/** The payment ended without money: canceled before, or the hold was voided. */
@EventType(value = "payment.canceled", topic = Topics.PAYMENTS)
public record PaymentCanceled(PaymentView payment, @Nullable AttemptView attempt)
        implements PaymentEvent {}
