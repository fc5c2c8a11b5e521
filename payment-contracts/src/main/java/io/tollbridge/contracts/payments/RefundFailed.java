package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The channel did not give money back; the budget is free again. */
@EventType(value = "refund.failed", topic = Topics.PAYMENTS)
public record RefundFailed(PaymentView payment, RefundView refund, AttemptView attempt)
        implements PaymentEvent {}
