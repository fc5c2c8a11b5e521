package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** A dispute is over; a late reversal of a lost one may still follow. */
@EventType(value = "dispute.closed", topic = Topics.PAYMENTS)
public record DisputeClosed(PaymentView payment, DisputeView dispute) implements PaymentEvent {}
