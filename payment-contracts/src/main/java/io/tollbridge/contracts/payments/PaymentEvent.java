package io.tollbridge.contracts.payments;

/**
 * Something that has happened to a payment; each carries the payment as it is after it. Keyed by
 * payment id; the sequence in the envelope starts at 1 and has no gap.
 */
public sealed interface PaymentEvent
        permits PaymentCreated,
                AttemptStarted,
                PaymentAuthorised,
                PaymentCaptured,
                AttemptDeclined,
                AttemptFailed,
                AttemptUnknown,
                PaymentCanceled,
                HoldReleased,
                RefundCreated,
                RefundSucceeded,
                RefundFailed,
                DisputeCreated,
                DisputeUpdated,
                DisputeAnswered,
                DisputeFundsWithdrawn,
                DisputeFundsReinstated,
                DisputeClosed {

    PaymentView payment();
}
