package io.tollbridge.coreengine.command;

import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Operation;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.PaymentEvent;
import io.tollbridge.coreengine.payment.PaymentState;
import io.tollbridge.coreengine.payment.RequestKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has to follow on an outcome by itself. It is written together with the outcome, so that it
 * is never forgotten.
 */
final class FollowOn {

    private FollowOn() {}

    /**
     * Adds the next attempt to the steps that end one.
     *
     * @param ended as it was before these steps
     * @return null when nothing has to follow
     */
    static @Nullable Attempt add(Attempt ended, Steps steps, Instant now) {
        Attempt next =
                switch (ended.operation()) {
                    case CAPTURE -> release(ended, steps.payment(), now);
                    case REFUND -> refundAgain(ended, steps.payment(), now);
                    case AUTHORISE, PURCHASE, INCREMENT, VOID, RELEASE -> null;
                };
        if (next != null) {
            steps.then(new PaymentEvent.Sent(next.sentAt(), next, null));
        }
        return next;
    }

    /** Lets go what is left of the hold, once the last capture is done. */
    private static @Nullable Attempt release(Attempt capture, Payment payment, Instant now) {
        boolean isLast = payment.state() instanceof PaymentState.Succeeded;
        if (!isLast || !payment.uncaptured().isPositive()) {
            return null;
        }
        Attempt hold = payment.hold().orElseThrow();
        var request = RequestKey.ofOurs("let go what " + capture.id() + " left");
        return payment.followUp(hold, Operation.RELEASE, payment.uncaptured(), now, request);
    }

    /** Sends a refund again that provably had no effect and was not refused. */
    private static @Nullable Attempt refundAgain(Attempt refund, Payment payment, Instant now) {
        var owed = payment.owedAfter(refund);
        if (owed.isEmpty()) {
            return null;
        }
        Attempt taken = payment.refundedFrom().orElseThrow();
        var request = RequestKey.ofOurs("refund what " + refund.id() + " did not");
        return payment.followUp(taken, Operation.REFUND, refund.amount(), now, request)
                .following(taken.id(), owed.get().id(), "");
    }
}
