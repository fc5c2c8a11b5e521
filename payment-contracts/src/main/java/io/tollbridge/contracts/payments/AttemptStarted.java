package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import org.jspecify.annotations.Nullable;

/** An operation is about to be sent to a channel: written before the call. */
@EventType(value = "payment.attempt_started", topic = Topics.PAYMENTS)
public record AttemptStarted(PaymentView payment, AttemptView attempt, @Nullable RiskView risk)
        implements PaymentEvent {}
