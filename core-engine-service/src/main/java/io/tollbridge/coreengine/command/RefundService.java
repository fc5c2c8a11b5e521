package io.tollbridge.coreengine.command;

import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Operation;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.PaymentEvent;
import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives back what is taken, whatever else is under way: a capture of more, or its unknown end. */
final class RefundService {

    private final PlanRunner runner;
    private final InstantSource clock;

    RefundService(PlanRunner runner, InstantSource clock) {
        this.runner = runner;
        this.clock = clock;
    }

    /** Refunds an amount, absent all that is left; it is out of the budget before the call. */
    Reply refund(PaymentId id, @Nullable Long asked, @Nullable String why, RequestKey request) {
        return runner.run(
                id,
                request,
                null,
                stored -> {
                    Payment payment = PlanRunner.present(stored, id);
                    Attempt taken =
                            payment.refundedFrom()
                                    .orElseThrow(() -> PlanRunner.notWhile(payment, "refund"));
                    Money amount = amount(payment, asked);
                    PlanRunner.hasRoom(payment);
                    return plan(payment, taken, amount, why, request);
                });
    }

    private static Money amount(Payment payment, @Nullable Long asked) {
        Money left = payment.refundable();
        Money amount = asked == null ? left : PaymentRequests.amount(asked, left.currency());
        if (!amount.isPositive() || amount.isMoreThan(left)) {
            throw PaymentRequests.overBudget("amount_not_refundable", amount, left);
        }
        return amount;
    }

    private Plan plan(
            Payment payment,
            Attempt taken,
            Money amount,
            @Nullable String reason,
            RequestKey request) {
        var refund = payment.nextRefundId();
        Attempt attempt =
                payment.followUp(taken, Operation.REFUND, amount, clock.instant(), request)
                        .following(taken.id(), refund, "");
        var accepted = new PaymentEvent.RefundAccepted(attempt.sentAt(), refund, amount, reason);
        var steps =
                new Steps(payment)
                        .then(accepted)
                        .then(new PaymentEvent.Sent(attempt.sentAt(), attempt, null));
        return new Plan(steps, attempt, new Replies.Subject.OfRefund(refund), List.of());
    }
}
