package io.tollbridge.checkout.session;

import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a session stands; each state holds only what is true then. */
public sealed interface CheckoutState {

    /** The session's one payment; absent as long as nobody tried to pay. */
    @Nullable PaymentId payment();

    /**
     * Waits for the shopper.
     *
     * @param tries how often a card was tried so far
     * @param refusal why the last try failed; the code of a text, {@code insufficient_funds}
     */
    record Open(int tries, @Nullable PaymentId payment, @Nullable String refusal)
            implements CheckoutState {

        /** A session as it begins. */
        public static final Open NEW = new Open(0, null, null);
    }

    /**
     * A try is under way, or its outcome is not known yet.
     *
     * @param answered the engine has taken the try and is finding out: ask, do not send again
     */
    record Paying(PaymentTry current, @Nullable PaymentId payment, boolean answered)
            implements CheckoutState {}

    /**
     * Paid.
     *
     * @param paid the money was taken; false when it is held for the merchant to capture
     */
    record Complete(Instant at, PaymentId payment, boolean paid) implements CheckoutState {}

    /** Ended without money. */
    record Expired(Instant at, @Nullable PaymentId payment) implements CheckoutState {}

    /** The word merchants see. */
    default String wire() {
        return switch (this) {
            case Open _, Paying _ -> "open";
            case Complete _ -> "complete";
            case Expired _ -> "expired";
        };
    }

    /** The payment status merchants see. */
    default String paymentStatus() {
        return this instanceof Complete complete && complete.paid() ? "paid" : "unpaid";
    }

    default boolean isEnded() {
        return this instanceof Complete || this instanceof Expired;
    }
}
