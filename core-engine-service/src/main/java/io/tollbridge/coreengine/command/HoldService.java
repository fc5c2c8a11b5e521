package io.tollbridge.coreengine.command;

import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Operation;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.PaymentEvent;
import io.tollbridge.coreengine.payment.PaymentState;
import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what is held, in one part or several, or lets it go. */
final class HoldService {

    private static final String EXPIRED = "expired";

    private final PaymentStore store;
    private final PlanRunner runner;
    private final InstantSource clock;

    HoldService(PaymentStore store, PlanRunner runner, InstantSource clock) {
        this.store = store;
        this.runner = runner;
        this.clock = clock;
    }

    /**
     * Captures; the amount is out of the budget before the call, so that captures may run at once.
     *
     * @param asked absent: all that is left
     * @param last whether what it leaves of the hold is let go
     */
    Reply capture(PaymentId id, @Nullable Long asked, boolean last, RequestKey request) {
        return runner.run(
                id,
                request,
                null,
                stored -> {
                    Payment payment = PlanRunner.present(stored, id);
                    PlanRunner.allowed(
                            payment, "capture", List.of(PaymentState.RequiresCapture.class));
                    if (last) {
                        nothingPending(payment);
                    }
                    Money left = payment.capturable();
                    Money amount =
                            asked == null ? left : PaymentRequests.amount(asked, left.currency());
                    if (!amount.isPositive() || amount.isMoreThan(left)) {
                        throw PaymentRequests.overBudget("amount_not_capturable", amount, left);
                    }
                    PlanRunner.hasRoom(payment);
                    boolean all = amount.equals(payment.uncaptured());
                    boolean nothingFollows =
                            last || (all && !payment.isPending(Operation.INCREMENT));
                    Attempt attempt = attempt(payment, Operation.CAPTURE, amount, "", request);
                    return plan(
                            payment,
                            attempt,
                            nothingFollows
                                    ? new PaymentEvent.Sent(attempt.sentAt(), attempt, null)
                                    : new PaymentEvent.PartSent(attempt.sentAt(), attempt));
                });
    }

    /** Ends a payment: without money when none is taken, else with what is taken. */
    Reply cancel(PaymentId id, String reason, RequestKey request) {
        return runner.run(
                id,
                request,
                null,
                stored -> {
                    Payment payment = PlanRunner.present(stored, id);
                    if (payment.state() instanceof PaymentState.RequiresCapture) {
                        return letGo(payment, reason, request);
                    }
                    PlanRunner.allowed(
                            payment,
                            "cancel",
                            List.of(
                                    PaymentState.RequiresPaymentMethod.class,
                                    PaymentState.RequiresConfirmation.class));
                    var steps =
                            new Steps(payment)
                                    .then(new PaymentEvent.Abandoned(clock.instant(), reason));
                    var subject = new Replies.Subject.OfPayment(false);
                    return new Plan(steps, null, subject, List.of());
                });
    }

    /**
     * Lets go what is held past its deadline. A capture that is written first wins.
     *
     * @return false when it is not over yet and has to be looked at again
     */
    boolean expire(PaymentId id) {
        Payment payment = store.load(id).payment();
        if (payment == null) {
            return true; // refused before it was written
        }
        return switch (payment.state()) {
            case PaymentState.RequiresCapture _ -> expire(payment);
            case PaymentState.Processing _, PaymentState.Capturing _, PaymentState.Voiding _ ->
                    false;
            case PaymentState.RequiresPaymentMethod _,
                    PaymentState.RequiresConfirmation _,
                    PaymentState.Succeeded _,
                    PaymentState.Canceled _ ->
                    true; // nothing is held; what may be held later has a deadline of its own
        };
    }

    private boolean expire(Payment payment) {
        Instant deadline = payment.captureBefore();
        if (deadline == null || deadline.isAfter(clock.instant())) {
            return true; // a later note exists
        }
        if (payment.isPending(Operation.CAPTURE) || payment.isPending(Operation.INCREMENT)) {
            return false;
        }
        var request = RequestKey.ofOurs("expiry after version " + payment.version());
        Crash.at("core.expiring");
        try {
            var _ = cancel(payment.id(), EXPIRED, request);
        } catch (ProblemException _) {
            return false; // captured or canceled meanwhile, or the store is away
        }
        return isOver(PlanRunner.present(store.load(payment.id()), payment.id()));
    }

    private static boolean isOver(Payment payment) {
        return payment.state() instanceof PaymentState.Canceled
                || payment.state() instanceof PaymentState.Succeeded;
    }

    private Plan letGo(Payment payment, String reason, RequestKey request) {
        nothingPending(payment);
        var operation = payment.captured().isPositive() ? Operation.RELEASE : Operation.VOID;
        Attempt attempt = attempt(payment, operation, payment.uncaptured(), reason, request);
        return plan(payment, attempt, new PaymentEvent.Sent(attempt.sentAt(), attempt, null));
    }

    /** What a capture takes or an increment adds is not known before its outcome is. */
    private static void nothingPending(Payment payment) {
        PlanRunner.notPending(payment, Operation.CAPTURE);
        PlanRunner.notPending(payment, Operation.INCREMENT);
    }

    private static Plan plan(Payment payment, Attempt attempt, PaymentEvent sent) {
        var subject = new Replies.Subject.OfPayment(false);
        return new Plan(new Steps(payment).then(sent), attempt, subject, List.of());
    }

    private Attempt attempt(
            Payment payment,
            Operation operation,
            Money amount,
            String purpose,
            RequestKey request) {
        Attempt hold = payment.hold().orElseThrow();
        return payment.followUp(hold, operation, amount, clock.instant(), request)
                .following(hold.id(), null, purpose);
    }
}
