package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/**
 * The merchant has answered; the channel is to be told, once, whatever happens. What comes of it
 * the channel says in a notice.
 */
@EventType(value = "dispute.answered", topic = Topics.PAYMENTS)
public record DisputeAnswered(PaymentView payment, DisputeView dispute, DisputeAnswerView answer)
        implements PaymentEvent {}
