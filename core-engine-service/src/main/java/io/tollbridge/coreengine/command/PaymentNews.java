package io.tollbridge.coreengine.command;

import io.tollbridge.contracts.payments.AttemptDeclined;
import io.tollbridge.contracts.payments.AttemptFailed;
import io.tollbridge.contracts.payments.AttemptStarted;
import io.tollbridge.contracts.payments.AttemptUnknown;
import io.tollbridge.contracts.payments.CaptureView;
import io.tollbridge.contracts.payments.DisputeClosed;
import io.tollbridge.contracts.payments.DisputeCreated;
import io.tollbridge.contracts.payments.DisputeFundsReinstated;
import io.tollbridge.contracts.payments.DisputeFundsWithdrawn;
import io.tollbridge.contracts.payments.DisputeMovement;
import io.tollbridge.contracts.payments.DisputeUpdated;
import io.tollbridge.contracts.payments.HoldReleased;
import io.tollbridge.contracts.payments.PaymentAuthorised;
import io.tollbridge.contracts.payments.PaymentCanceled;
import io.tollbridge.contracts.payments.PaymentCaptured;
import io.tollbridge.contracts.payments.PaymentCreated;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.RefundCreated;
import io.tollbridge.contracts.payments.RefundFailed;
import io.tollbridge.contracts.payments.RefundSucceeded;
import io.tollbridge.contracts.payments.RefundView;
import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Operation;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.PaymentEvent;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;

/** Tells the other services what has happened: our events as the contract's. */
final class PaymentNews {

    /** All that a payment's log may hold. */
    static final Set<Class<?>> TYPES =
            Set.of(io.tollbridge.contracts.payments.PaymentEvent.class.getPermittedSubclasses());

    private PaymentNews() {}

    /** The event as published, with the payment as it is after it. */
    static io.tollbridge.contracts.payments.PaymentEvent of(Payment after, PaymentEvent event) {
        PaymentView view = PaymentViews.of(after);
        return switch (event) {
            case PaymentEvent.Created _ -> new PaymentCreated(view);
            case PaymentEvent.Sent(_, Attempt a, var risk) ->
                    new AttemptStarted(view, PaymentViews.of(after, a), PaymentViews.of(risk));
            case PaymentEvent.PartSent(_, Attempt a) ->
                    new AttemptStarted(view, PaymentViews.of(after, a), null);
            case PaymentEvent.Unclear(_, Attempt a) ->
                    new AttemptUnknown(view, PaymentViews.of(after, a));
            case PaymentEvent.Abandoned _ -> new PaymentCanceled(view, null);
            case PaymentEvent.RefundAccepted accepted ->
                    new RefundCreated(
                            view,
                            PaymentViews.of(after, after.refund(accepted.refund()).orElseThrow()));
            case PaymentEvent.Refused refused -> refused(after, view, refused);
            case PaymentEvent.Approved approved -> approved(after, view, approved);
            case PaymentEvent.DisputeChanged changed -> disputed(after, view, changed);
        };
    }

    private static io.tollbridge.contracts.payments.PaymentEvent disputed(
            Payment after, PaymentView view, PaymentEvent.DisputeChanged changed) {
        var dispute = PaymentViews.of(after, changed.dispute());
        return switch (changed.change()) {
            case CREATED -> new DisputeCreated(view, dispute);
            case UPDATED -> new DisputeUpdated(view, dispute);
            case FUNDS_WITHDRAWN -> new DisputeFundsWithdrawn(view, dispute, movement(changed));
            case FUNDS_REINSTATED ->
                    new DisputeFundsReinstated(
                            view,
                            dispute,
                            movement(changed),
                            Objects.requireNonNull(changed.movement()).afterLoss());
            case CLOSED -> new DisputeClosed(view, dispute);
        };
    }

    private static DisputeMovement movement(PaymentEvent.DisputeChanged changed) {
        var moved = Objects.requireNonNull(changed.movement());
        return new DisputeMovement(
                moved.reference(),
                changed.dispute().channel(),
                moved.amount(),
                moved.at(),
                moved.settlementDate());
    }

    private static io.tollbridge.contracts.payments.PaymentEvent refused(
            Payment after, PaymentView view, PaymentEvent.Refused refused) {
        Attempt attempt = refused.attempt();
        var told = PaymentViews.of(after, attempt);
        if (attempt.operation() == Operation.REFUND && after.owedAfter(attempt).isEmpty()) {
            return new RefundFailed(view, refund(after, attempt), told);
        }
        return attempt.status() == Attempt.Status.DECLINED
                ? new AttemptDeclined(view, told)
                : new AttemptFailed(view, told);
    }

    private static io.tollbridge.contracts.payments.PaymentEvent approved(
            Payment after, PaymentView view, PaymentEvent.Approved approved) {
        Attempt attempt = approved.attempt();
        var told = PaymentViews.of(after, attempt);
        return switch (attempt.operation()) {
            case AUTHORISE, INCREMENT -> new PaymentAuthorised(view, told);
            case VOID -> new PaymentCanceled(view, told);
            case RELEASE -> new HoldReleased(view, told);
            case REFUND -> new RefundSucceeded(view, refund(after, attempt), told);
            case PURCHASE, CAPTURE -> {
                LocalDate date = Objects.requireNonNull(approved.settlementDate());
                yield new PaymentCaptured(
                        view,
                        told,
                        new CaptureView(attempt.id(), approved.amount(), approved.at(), date));
            }
        };
    }

    private static RefundView refund(Payment after, Attempt attempt) {
        var id = Objects.requireNonNull(attempt.refund());
        return PaymentViews.of(after, after.refund(id).orElseThrow());
    }
}
