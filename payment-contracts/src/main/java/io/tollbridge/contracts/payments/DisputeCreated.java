package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** A cardholder's bank has raised a dispute. */
@EventType(value = "dispute.created", topic = Topics.PAYMENTS)
public record DisputeCreated(PaymentView payment, DisputeView dispute) implements PaymentEvent {}
