package io.tollbridge.checkout.session;

import io.tollbridge.checkout.session.CheckoutEvent.Answered;
import io.tollbridge.checkout.session.CheckoutEvent.Approved;
import io.tollbridge.checkout.session.CheckoutEvent.Canceled;
import io.tollbridge.checkout.session.CheckoutEvent.Overdue;
import io.tollbridge.checkout.session.CheckoutEvent.Refused;
import io.tollbridge.checkout.session.CheckoutEvent.Submitted;
import io.tollbridge.checkout.session.CheckoutEvent.Withdrawn;
import io.tollbridge.checkout.session.CheckoutState.Complete;
import io.tollbridge.checkout.session.CheckoutState.Expired;
import io.tollbridge.checkout.session.CheckoutState.Open;
import io.tollbridge.checkout.session.CheckoutState.Paying;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The whole life of a session. The same state back means: heard before, or no longer of use. */
public final class CheckoutLifecycle {

    /** After so many refusals the session ends: it is a card tester's, or hopeless. */
    public static final int MAX_TRIES = 10;

    /** Why a withdrawn try failed. */
    static final String INTERRUPTED = "interrupted";

    private CheckoutLifecycle() {}

    /**
     * The next state.
     *
     * @throws StepRefused when a try may not start now
     */
    public static CheckoutState next(CheckoutState state, CheckoutEvent event) {
        return switch (new Step(state, event)) {
            case Step(Open open, Submitted(var next)) when next.number() == open.tries() + 1 ->
                    new Paying(next, open.payment(), false);
            case Step(Open open, Submitted _) -> throw new StepRefused(open, event);
            case Step(Open open, Withdrawn(var number, var at)) ->
                    number == open.tries() + 1
                            ? afterRefusal(number, at, open.payment(), INTERRUPTED)
                            : open;
            case Step(Open same, Answered _) -> same;
            case Step(Open _, Approved(var at, var id, var paid)) -> new Complete(at, id, paid);
            case Step(Open same, Refused _) -> same;
            case Step(Open _, Canceled(var at, var id)) -> new Expired(at, id);
            case Step(Open open, Overdue(var at)) -> new Expired(at, open.payment());

            case Step(Paying same, Submitted(var next)) when next.equals(same.current()) -> same;
            case Step(Paying paying, Submitted _) -> throw new StepRefused(paying, event);
            case Step(Paying same, Withdrawn _) -> same; // too late: it may have been charged
            case Step(Paying paying, Answered(var number, var id)) ->
                    isOf(paying, number) ? new Paying(paying.current(), id, true) : paying;
            case Step(Paying _, Approved(var at, var id, var paid)) -> new Complete(at, id, paid);
            case Step(Paying paying, Refused refused) ->
                    isOf(paying, refused.number()) ? afterRefusal(paying, refused) : paying;
            case Step(Paying _, Canceled(var at, var id)) -> new Expired(at, id);
            case Step(Paying same, Overdue _) -> same; // the money decides, not the clock

            case Step(Complete done, Submitted _) -> throw new StepRefused(done, event);
            case Step(Complete same, CheckoutEvent _) -> same;
            case Step(Expired over, Submitted _) -> throw new StepRefused(over, event);
            case Step(Expired same, CheckoutEvent _) -> same;
        };
    }

    private static CheckoutState afterRefusal(Paying paying, Refused refused) {
        var payment = refused.payment() == null ? paying.payment() : refused.payment();
        return afterRefusal(refused.number(), refused.at(), payment, refused.refusal());
    }

    private static CheckoutState afterRefusal(
            int number, Instant at, @Nullable PaymentId payment, String refusal) {
        return number >= MAX_TRIES ? new Expired(at, payment) : new Open(number, payment, refusal);
    }

    private static boolean isOf(Paying paying, int number) {
        return paying.current().number() == number;
    }

    private record Step(CheckoutState state, CheckoutEvent event) {}

    /** A try may not start in this state. */
    public static final class StepRefused extends RuntimeException {
        StepRefused(CheckoutState state, CheckoutEvent event) {
            super(
                    event.getClass().getSimpleName()
                            + ": in "
                            + state.getClass().getSimpleName()
                            + " (expected: Open, and the next number)",
                    null,
                    false,
                    false);
        }
    }
}
