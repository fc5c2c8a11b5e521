package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** A dispute has another stage or status; no money moved. */
@EventType(value = "dispute.updated", topic = Topics.PAYMENTS)
public record DisputeUpdated(PaymentView payment, DisputeView dispute) implements PaymentEvent {}
