package io.tollbridge.checkout.session;

import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can happen to a session. */
public sealed interface CheckoutEvent {

    /** The shopper pressed pay. */
    record Submitted(PaymentTry next) implements CheckoutEvent {}

    /** The page gave a try up that was not written yet: this number can never start. */
    record Withdrawn(int number, Instant at) implements CheckoutEvent {}

    /** The engine took the try; the outcome is to come. */
    record Answered(int number, PaymentId payment) implements CheckoutEvent {}

    /** The money was taken, or is held. */
    record Approved(Instant at, PaymentId payment, boolean paid) implements CheckoutEvent {}

    /** The try provably took nothing. */
    record Refused(int number, Instant at, @Nullable PaymentId payment, String refusal)
            implements CheckoutEvent {}

    /** The payment was canceled, by the merchant or for them: it can never be paid. */
    record Canceled(Instant at, PaymentId payment) implements CheckoutEvent {}

    /** Time is up, or the merchant ended it. */
    record Overdue(Instant at) implements CheckoutEvent {}
}
