package io.tollbridge.coreengine.command;

import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.contracts.payments.DisputeView;
import io.tollbridge.contracts.payments.PaymentErrorView;
import io.tollbridge.contracts.payments.PaymentMethodView;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.RefundView;
import io.tollbridge.contracts.payments.RiskView;
import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Dispute;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.PaymentError;
import io.tollbridge.coreengine.payment.PaymentState;
import io.tollbridge.coreengine.payment.Refund;
import io.tollbridge.coreengine.payment.RiskOutcome;
import org.jspecify.annotations.Nullable;

/** Payments as others see them. */
final class PaymentViews {

    private PaymentViews() {}

    static PaymentView of(Payment payment) {
        var order = payment.order();
        var latest = payment.latest();
        var token = payment.token();
        return new PaymentView(
                payment.id(),
                "payment",
                payment.amount().minorUnits(),
                order.amount().currency().code(),
                payment.capturable().minorUnits(),
                payment.captured().minorUnits(),
                payment.refunded().minorUnits(),
                payment.state().wire(),
                order.automaticCapture() ? "automatic" : "manual",
                order.merchantId(),
                order.mode().isLive(),
                token == null ? null : new PaymentMethodView("card", token.face()),
                latest.map(Attempt::channel).orElse(null),
                order.merchantReference(),
                order.description(),
                order.metadata(),
                error(payment.lastError()),
                payment.state() instanceof PaymentState.Canceled(String reason) ? reason : null,
                payment.review(),
                latest.map(Attempt::id).orElse(null),
                payment.created(),
                payment.version(),
                isHeld(payment.state()) ? payment.captureBefore() : null);
    }

    private static boolean isHeld(PaymentState state) {
        return switch (state) {
            case PaymentState.RequiresCapture _, PaymentState.Capturing _, PaymentState.Voiding _ ->
                    true;
            case PaymentState.RequiresPaymentMethod _,
                    PaymentState.RequiresConfirmation _,
                    PaymentState.Processing _,
                    PaymentState.Succeeded _,
                    PaymentState.Canceled _ ->
                    false;
        };
    }

    static RefundView of(Payment payment, Refund refund) {
        return new RefundView(
                refund.id(),
                "refund",
                payment.id(),
                refund.amount().minorUnits(),
                refund.amount().currency().code(),
                refund.status().wire(),
                refund.reason(),
                refund.failureReason(),
                refund.attempt(),
                refund.settlementDate(),
                refund.created());
    }

    static DisputeView of(Payment payment, Dispute dispute) {
        return new DisputeView(
                dispute.id(),
                "dispute",
                payment.id(),
                dispute.amount().minorUnits(),
                dispute.amount().currency().code(),
                dispute.stage().wire(),
                dispute.status().wire(),
                dispute.reason(),
                dispute.fundsWithdrawn(),
                dispute.respondBefore(),
                dispute.caseReference(),
                dispute.created());
    }

    static AttemptView of(Payment payment, Attempt attempt) {
        var original = attempt.original();
        var followed = original == null ? null : payment.attempt(original).orElse(null);
        var result = attempt.result();
        return new AttemptView(
                attempt.id(),
                attempt.channel(),
                attempt.operation().wire(),
                attempt.status().wire(),
                attempt.amount(),
                attempt.sentAt(),
                original,
                followed == null ? null : followed.sentAt(),
                followed == null ? null : followed.operation().wire(),
                result.channelReference(),
                result.authCode(),
                result.rawCode(),
                result.declineCode(),
                result.adviceCode(),
                result.reason(),
                followed == null ? null : payment.standing(followed));
    }

    static @Nullable RiskView of(@Nullable RiskOutcome risk) {
        return risk == null
                ? null
                : new RiskView(risk.decision(), risk.score(), risk.reasons(), risk.degraded());
    }

    private static @Nullable PaymentErrorView error(@Nullable PaymentError error) {
        return error == null
                ? null
                : new PaymentErrorView(
                        error.code(),
                        error.declineCode(),
                        error.adviceCode(),
                        error.networkDeclineCode(),
                        error.message());
    }
}
