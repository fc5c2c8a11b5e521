package io.tollbridge.coreengine.payment;

import org.jspecify.annotations.Nullable;

/**
 * Why an attempt had no effect, for the merchant: unified code, advice and the channel's raw code.
 */
public record PaymentError(
        String code,
        @Nullable String declineCode,
        @Nullable String adviceCode,
        @Nullable String networkDeclineCode,
        String message) {

    /** That risk would not have it; no channel was asked. */
    public static PaymentError blocked(RiskOutcome outcome) {
        return new PaymentError(
                "blocked_by_risk",
                "suspected_fraud",
                "do_not_try_again",
                null,
                "The payment was blocked: " + String.join(", ", outcome.reasons()));
    }
}
