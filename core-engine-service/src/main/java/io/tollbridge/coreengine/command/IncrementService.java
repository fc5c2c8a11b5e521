package io.tollbridge.coreengine.command;

import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Operation;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.PaymentEvent;
import io.tollbridge.coreengine.payment.PaymentState;
import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.coreengine.sibling.RiskDesk;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds more than a standing hold does: a longer stay, a fuller basket. */
final class IncrementService {

    private final RiskDesk risk;
    private final PlanRunner runner;
    private final InstantSource clock;

    IncrementService(RiskDesk risk, PlanRunner runner, InstantSource clock) {
        this.risk = risk;
        this.runner = runner;
        this.clock = clock;
    }

    /**
     * Asks the channel to hold more; the deadline of the hold stays. One at a time, because the
     * amount is a total and not a difference.
     *
     * @param total what shall be held in all, captured parts included; more than now
     */
    Reply increment(PaymentId id, @Nullable Long total, RequestKey request) {
        return runner.run(
                id,
                request,
                null,
                stored -> {
                    Payment payment = PlanRunner.present(stored, id);
                    PlanRunner.allowed(
                            payment, "increment", List.of(PaymentState.RequiresCapture.class));
                    PlanRunner.notPending(payment, Operation.INCREMENT);
                    PlanRunner.hasRoom(payment);
                    return plan(payment, more(payment, total), request);
                });
    }

    private static Money more(Payment payment, @Nullable Long total) {
        Money now = payment.amount();
        Money wanted = PaymentRequests.amount(total, now.currency());
        if (!wanted.isMoreThan(now)) {
            throw ProblemException.unprocessable(
                    "amount_not_increased",
                    "amount",
                    "amount: "
                            + wanted.minorUnits()
                            + " (expected: the new total, more than "
                            + now.minorUnits()
                            + ")");
        }
        return wanted.minus(now);
    }

    private Plan plan(Payment payment, Money more, RequestKey request) {
        Attempt hold = payment.hold().orElseThrow();
        Instant now = clock.instant();
        Attempt attempt = payment.followUp(hold, Operation.INCREMENT, more, now, request);
        var token = payment.token();
        if (token == null) {
            throw new IllegalStateException(payment.id() + " is held without a method");
        }
        var outcome = risk.assess(payment, attempt.id(), more, token.face(), null);
        var steps = new Steps(payment);
        var subject = new Replies.Subject.OfPayment(false);
        if (outcome.blocks()) {
            steps.then(PaymentEvent.Refused.byRisk(now, attempt, outcome));
            return new Plan(steps, null, subject, List.of());
        }
        steps.then(new PaymentEvent.Sent(now, attempt, outcome));
        return new Plan(steps, attempt, subject, List.of());
    }
}
