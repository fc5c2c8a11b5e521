package io.tollbridge.settlement.balance;

import io.tollbridge.settlement.balance.PayoutEvent.Accepted;
import io.tollbridge.settlement.balance.PayoutEvent.Debited;
import io.tollbridge.settlement.balance.PayoutEvent.Refused;
import io.tollbridge.settlement.balance.PayoutEvent.Returned;
import io.tollbridge.settlement.balance.PayoutState.Failed;
import io.tollbridge.settlement.balance.PayoutState.InTransit;
import io.tollbridge.settlement.balance.PayoutState.Paid;
import io.tollbridge.settlement.balance.PayoutState.Pending;

/** The whole life of a payout; pure. */
final class PayoutLifecycle {

    private PayoutLifecycle() {}

    private record Step(PayoutState state, PayoutEvent event) {}

    /**
     * The state after an event; the same state for an event that is known already.
     *
     * @throws RefusedStep when the two contradict each other
     */
    static PayoutState next(PayoutState state, PayoutEvent event) {
        return switch (new Step(state, event)) {
            case Step(Pending _, Accepted _) -> new InTransit();
            case Step(Pending _, Refused(var reason)) -> new Failed(reason);
            case Step(Pending _, Debited(var on, var ref)) -> new Paid(on, ref); // answer was lost
            case Step(Pending _, Returned _) -> throw new RefusedStep(state, event);

            case Step(InTransit same, Accepted _) -> same;
            case Step(InTransit _, Refused(var reason)) -> new Failed(reason);
            case Step(InTransit _, Debited(var on, var ref)) -> new Paid(on, ref);
            case Step(InTransit _, Returned _) -> throw new RefusedStep(state, event);

            case Step(Paid same, Accepted _) -> same; // our repeat was answered late
            case Step(Paid _, Refused _) -> throw new RefusedStep(state, event);
            case Step(Paid same, Debited(_, var ref)) when ref.equals(same.bankReference()) -> same;
            case Step(Paid _, Debited _) -> throw new RefusedStep(state, event); // paid twice?
            case Step(Paid _, Returned _) -> new Failed("returned");

            case Step(Failed _, Accepted _) -> throw new RefusedStep(state, event);
            case Step(Failed same, Refused _) -> same;
            case Step(Failed _, Debited _) -> throw new RefusedStep(state, event);
            case Step(Failed same, Returned _) -> same;
        };
    }

    /** An event that must not happen in this state: for a person to look at. */
    static final class RefusedStep extends RuntimeException {
        RefusedStep(PayoutState state, PayoutEvent event) {
            super("payout " + state.wire() + ": " + event + " (expected: another event)");
        }
    }
}
