package io.tollbridge.coreengine.payment;

import io.tollbridge.kernel.AttemptId;

/** Where a payment stands; each state holds only what is true then. */
public sealed interface PaymentState {

    /** Nothing to pay with yet, or the last attempt did not succeed. */
    record RequiresPaymentMethod() implements PaymentState {}

    /** A method is chosen; the merchant has not said go. */
    record RequiresConfirmation() implements PaymentState {}

    /** An attempt is at the channel, or its outcome is unknown. */
    record Processing(AttemptId attempt) implements PaymentState {}

    /** The channel holds the amount; parts of it may be taken, or be on their way, already. */
    record RequiresCapture(AttemptId authorisation) implements PaymentState {}

    /** The last capture is at the channel, or its outcome is unknown. */
    record Capturing(AttemptId authorisation, AttemptId capture) implements PaymentState {}

    /** The void is at the channel, or its outcome is unknown. */
    record Voiding(AttemptId authorisation, AttemptId release, String reason)
            implements PaymentState {}

    /**
     * Money is taken, and no more will be. Refunds do not change this, nor does letting the rest of
     * the hold go.
     */
    record Succeeded() implements PaymentState {}

    /** Ended without money. */
    record Canceled(String reason) implements PaymentState {}

    /** The status that merchants see. */
    default String wire() {
        return switch (this) {
            case RequiresPaymentMethod _ -> "requires_payment_method";
            case RequiresConfirmation _ -> "requires_confirmation";
            case Processing _, Capturing _, Voiding _ -> "processing";
            case RequiresCapture _ -> "requires_capture";
            case Succeeded _ -> "succeeded";
            case Canceled _ -> "canceled";
        };
    }
}
