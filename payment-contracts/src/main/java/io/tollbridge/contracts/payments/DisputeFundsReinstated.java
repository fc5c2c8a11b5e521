package io.tollbridge.contracts.payments;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The channel has given disputed money again.
 *
 * @param afterLoss whether the dispute was closed as lost before, so that nothing is held for it
 *     any more; null in a record without it means no
 */
@EventType(value = "dispute.funds_reinstated", topic = Topics.PAYMENTS)
public record DisputeFundsReinstated(
        PaymentView payment,
        DisputeView dispute,
        DisputeMovement movement,
        @Nullable Boolean afterLoss)
        implements PaymentEvent {}
