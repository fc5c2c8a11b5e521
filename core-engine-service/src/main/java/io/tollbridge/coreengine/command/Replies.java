package io.tollbridge.coreengine.command;

import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Operation;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.PaymentError;
import io.tollbridge.coreengine.payment.Refund;
import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.kernel.RefundId;
import io.tollbridge.starter.aggregate.Answer;
import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.starter.problem.Problems;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes the answers to commands out of what the payment has become. */
final class Replies {

    private final JsonMapper json;

    Replies(JsonMapper json) {
        this.json = json;
    }

    /** What kind of thing a command answers with. */
    sealed interface Subject {
        /** The payment; {@code created} makes a success 201. */
        record OfPayment(boolean created) implements Subject {}

        /** One refund. */
        record OfRefund(RefundId id) implements Subject {}
    }

    /** What the command that caused an attempt answers with. */
    static Subject subjectOf(Payment payment, Attempt attempt) {
        var refund = attempt.refund();
        return refund == null
                ? new Subject.OfPayment(payment.request().key().equals(attempt.request().key()))
                : new Subject.OfRefund(refund);
    }

    /**
     * The answer to a command.
     *
     * @param attempt the attempt it made, null when it made none
     */
    Reply of(Payment payment, Subject subject, @Nullable Attempt attempt) {
        return switch (subject) {
            case Subject.OfPayment(boolean created) -> {
                if (attempt != null && failed(attempt) && payment.lastError() != null) {
                    yield declined(payment, payment.lastError());
                }
                boolean open = attempt != null && attempt.isOpen();
                int status = open ? 202 : created ? 201 : 200;
                yield reply(status, PaymentViews.of(payment));
            }
            case Subject.OfRefund(RefundId id) -> refund(payment, payment.refund(id).orElseThrow());
        };
    }

    private Reply refund(Payment payment, Refund refund) {
        var view = PaymentViews.of(payment, refund);
        return switch (refund.status()) {
            case SUCCEEDED -> reply(201, view);
            case PENDING -> reply(202, view);
            case FAILED ->
                    problem(
                            new ProblemException(
                                            402,
                                            "refund_failed",
                                            String.valueOf(refund.failureReason()))
                                    .with("refund", view));
        };
    }

    private Reply declined(Payment payment, PaymentError error) {
        return problem(
                new ProblemException(402, error.code(), error.message())
                        .with("decline_code", error.declineCode())
                        .with("advice_code", error.adviceCode())
                        .with("network_decline_code", error.networkDeclineCode())
                        .with("payment", PaymentViews.of(payment)));
    }

    /** That the rest of a hold was not let go leaves the payment as it was asked for. */
    private static boolean failed(Attempt attempt) {
        return isOver(attempt) && attempt.operation() != Operation.RELEASE;
    }

    private static boolean isOver(Attempt attempt) {
        return switch (attempt.status()) {
            case DECLINED, FAILED_TECHNICAL, REVERSED -> true;
            case SENT, UNKNOWN, AUTHORIZED, CAPTURED, VOIDED, REFUNDED -> false;
        };
    }

    private Reply reply(int status, Object body) {
        return new Reply(status, json.writeValueAsBytes(body), false);
    }

    private Reply problem(ProblemException e) {
        return new Reply(e.status(), json.writeValueAsBytes(Problems.of(e)), false);
    }

    static Answer stored(RequestKey request, Reply reply) {
        return new Answer(
                request.key(),
                HexFormat.of().parseHex(request.hash()),
                reply.status(),
                reply.body());
    }
}
