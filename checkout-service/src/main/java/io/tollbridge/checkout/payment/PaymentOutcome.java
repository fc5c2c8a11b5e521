package io.tollbridge.checkout.payment;

import io.tollbridge.checkout.session.CheckoutEvent;
import io.tollbridge.contracts.payments.PaymentErrorView;
import io.tollbridge.contracts.payments.PaymentView;
import java.time.Instant;
import java.util.Optional;

/** What a payment's state means for the session; empty when it says nothing about this try. */
final class PaymentOutcome {

    private PaymentOutcome() {}

    static Optional<CheckoutEvent> of(PaymentView payment, int number, Instant at) {
        return switch (payment.status()) {
            case "succeeded" -> Optional.of(new CheckoutEvent.Approved(at, payment.id(), true));
            case "requires_capture" ->
                    Optional.of(new CheckoutEvent.Approved(at, payment.id(), false));
            case "processing", "requires_action" ->
                    Optional.of(new CheckoutEvent.Answered(number, payment.id()));
            case "canceled" -> Optional.of(new CheckoutEvent.Canceled(at, payment.id()));
            default ->
                    Optional.ofNullable(payment.lastPaymentError())
                            .map(error ->
                                    new CheckoutEvent.Refused(
                                            number, at, payment.id(), refusalOf(error)));
        };
    }

    /** The refusal's code: which text the shopper reads. Never more than the shopper may know. */
    static String refusalOf(PaymentErrorView error) {
        String code = error.declineCode() == null ? error.code() : error.declineCode();
        return switch (code) {
            case "insufficient_funds",
                    "do_not_honor",
                    "expired_card",
                    "incorrect_cvc",
                    "incorrect_number",
                    "authentication_required" ->
                    code;
            case "limit_exceeded", "velocity" -> "limit_exceeded";
            case "issuer_unavailable", "processing_error", "channel_unavailable" -> "try_later";
            // Not told apart: who holds a stolen card must not learn that it is known.
            case "lost_card", "stolen_card", "pickup_card" -> "generic";
            case "suspected_fraud", "blocked_by_risk" -> "not_accepted";
            default -> byAdvice(error);
        };
    }

    private static String byAdvice(PaymentErrorView error) {
        return switch (error.adviceCode()) {
            case "do_not_try_again" -> "do_not_try_again";
            case "try_again_later" -> "try_later";
            case null, default -> "generic";
        };
    }
}
