package io.tollbridge.coreengine.payment;

import io.tollbridge.coreengine.payment.PaymentEvent.Abandoned;
import io.tollbridge.coreengine.payment.PaymentEvent.Approved;
import io.tollbridge.coreengine.payment.PaymentEvent.Created;
import io.tollbridge.coreengine.payment.PaymentEvent.DisputeChanged;
import io.tollbridge.coreengine.payment.PaymentEvent.PartSent;
import io.tollbridge.coreengine.payment.PaymentEvent.RefundAccepted;
import io.tollbridge.coreengine.payment.PaymentEvent.Refused;
import io.tollbridge.coreengine.payment.PaymentEvent.Sent;
import io.tollbridge.coreengine.payment.PaymentEvent.Unclear;
import io.tollbridge.coreengine.payment.PaymentState.Canceled;
import io.tollbridge.coreengine.payment.PaymentState.Capturing;
import io.tollbridge.coreengine.payment.PaymentState.Processing;
import io.tollbridge.coreengine.payment.PaymentState.RequiresCapture;
import io.tollbridge.coreengine.payment.PaymentState.RequiresConfirmation;
import io.tollbridge.coreengine.payment.PaymentState.RequiresPaymentMethod;
import io.tollbridge.coreengine.payment.PaymentState.Succeeded;
import io.tollbridge.coreengine.payment.PaymentState.Voiding;
import io.tollbridge.kernel.AttemptId;

/** The whole life of a payment: from a state, by an event, to the next state. Pure. */
public final class PaymentLifecycle {

    private PaymentLifecycle() {}

    /** An event that a state does not allow. */
    public static final class Refusal extends RuntimeException {
        public Refusal(PaymentState state, PaymentEvent event) {
            super(
                    event.getClass().getSimpleName()
                            + " in "
                            + state.getClass().getSimpleName()
                            + " (expected: an event that this state allows)",
                    null,
                    false,
                    false);
        }
    }

    public static PaymentState next(PaymentState state, PaymentEvent event) {
        return switch (state) {
            case RequiresPaymentMethod s -> beforeConfirmation(s, event);
            case RequiresConfirmation s -> beforeConfirmation(s, event);
            case Processing s -> processing(s, event);
            case RequiresCapture s -> held(s, event);
            case Capturing s -> capturing(s, event);
            case Voiding s -> voiding(s, event);
            case Succeeded s -> succeeded(s, event);
            case Canceled s -> throw new Refusal(s, event);
        };
    }

    /** A hold of which nothing is left waits for nothing any more. */
    public static PaymentState withNothingLeft(PaymentState state) {
        return state instanceof RequiresCapture ? new Succeeded() : state;
    }

    private static PaymentState beforeConfirmation(PaymentState state, PaymentEvent event) {
        return switch (event) {
            case Created _ -> state;
            case Sent(_, Attempt a, _) when a.operation().opensPayment() -> new Processing(a.id());
            case Refused(_, Attempt a, _) when a.operation().opensPayment() ->
                    new RequiresPaymentMethod(); // blocked by risk before it was sent
            case Abandoned(_, String reason) -> new Canceled(reason);
            case Sent _,
                    PartSent _,
                    Approved _,
                    Refused _,
                    Unclear _,
                    RefundAccepted _,
                    DisputeChanged _ ->
                    throw new Refusal(state, event);
        };
    }

    private static PaymentState processing(Processing state, PaymentEvent event) {
        return switch (event) {
            case Approved(_, Attempt a, _, _) when opens(a, state.attempt()) ->
                    a.operation() == Operation.PURCHASE
                            ? new Succeeded()
                            : new RequiresCapture(a.id());
            case Refused(_, Attempt a, _) when opens(a, state.attempt()) ->
                    new RequiresPaymentMethod();
            case Unclear(_, Attempt a) when opens(a, state.attempt()) -> state; // never failed
            case Sent _,
                    PartSent _,
                    Approved _,
                    Refused _,
                    Unclear _,
                    Created _,
                    Abandoned _,
                    RefundAccepted _,
                    DisputeChanged _ ->
                    throw new Refusal(state, event);
        };
    }

    private static PaymentState held(RequiresCapture state, PaymentEvent event) {
        return switch (event) {
            case Sent(_, Attempt a, _) when a.operation() == Operation.CAPTURE ->
                    new Capturing(state.authorisation(), a.id());
            case Sent(_, Attempt a, _) when a.operation() == Operation.VOID ->
                    new Voiding(state.authorisation(), a.id(), a.purpose());
            case Sent(_, Attempt a, _) when a.operation() == Operation.RELEASE -> new Succeeded();
            case PartSent(_, Attempt a) when a.operation() == Operation.CAPTURE -> state;
            case Approved(_, Attempt a, _, _) when a.operation() == Operation.CAPTURE -> state;
            case Refused(_, Attempt a, _) when a.operation() == Operation.CAPTURE -> state;
            case Unclear(_, Attempt a) when a.operation() == Operation.CAPTURE -> state;
            case PaymentEvent e when isOf(Operation.INCREMENT, e) -> state;
            case PaymentEvent e when isOfTaken(e) -> state; // of a part that is taken
            case Sent _,
                    PartSent _,
                    Approved _,
                    Refused _,
                    Unclear _,
                    Created _,
                    Abandoned _,
                    RefundAccepted _,
                    DisputeChanged _ ->
                    throw new Refusal(state, event);
        };
    }

    private static PaymentState capturing(Capturing state, PaymentEvent event) {
        return switch (event) {
            case Approved(_, Attempt a, _, _) when is(a, Operation.CAPTURE, state.capture()) ->
                    new Succeeded();
            case Refused(_, Attempt a, _) when is(a, Operation.CAPTURE, state.capture()) ->
                    new RequiresCapture(state.authorisation());
            case Unclear(_, Attempt a) when is(a, Operation.CAPTURE, state.capture()) -> state;
            case PaymentEvent e when isOfTaken(e) -> state; // of a part that is taken
            case Sent _,
                    PartSent _,
                    Approved _,
                    Refused _,
                    Unclear _,
                    Created _,
                    Abandoned _,
                    RefundAccepted _,
                    DisputeChanged _ ->
                    throw new Refusal(state, event);
        };
    }

    private static PaymentState voiding(Voiding state, PaymentEvent event) {
        return switch (event) {
            case Approved(_, Attempt a, _, _) when is(a, Operation.VOID, state.release()) ->
                    new Canceled(state.reason());
            case Refused(_, Attempt a, _) when is(a, Operation.VOID, state.release()) ->
                    new RequiresCapture(state.authorisation());
            case Unclear(_, Attempt a) when is(a, Operation.VOID, state.release()) -> state;
            case Sent _,
                    PartSent _,
                    Approved _,
                    Refused _,
                    Unclear _,
                    Created _,
                    Abandoned _,
                    RefundAccepted _,
                    DisputeChanged _ ->
                    throw new Refusal(state, event);
        };
    }

    private static PaymentState succeeded(Succeeded state, PaymentEvent event) {
        return switch (event) {
            case PaymentEvent e when isOfTaken(e) -> state;
            case Sent(_, Attempt a, _) when a.operation() == Operation.RELEASE -> state;
            case Approved(_, Attempt a, _, _) when a.operation() == Operation.RELEASE -> state;
            case Refused(_, Attempt a, _) when a.operation() == Operation.RELEASE -> state;
            case Unclear(_, Attempt a) when a.operation() == Operation.RELEASE -> state;
            case Sent _,
                    PartSent _,
                    Approved _,
                    Refused _,
                    Unclear _,
                    Created _,
                    Abandoned _,
                    RefundAccepted _,
                    DisputeChanged _ ->
                    throw new Refusal(state, event);
        };
    }

    private static boolean opens(Attempt attempt, AttemptId id) {
        return attempt.id().equals(id) && attempt.operation().opensPayment();
    }

    private static boolean is(Attempt attempt, Operation operation, AttemptId id) {
        return attempt.id().equals(id) && attempt.operation() == operation;
    }

    /** Whether it is about money that was taken: a refund, a dispute. */
    private static boolean isOfTaken(PaymentEvent event) {
        return event instanceof RefundAccepted
                || event instanceof DisputeChanged
                || isOf(Operation.REFUND, event);
    }

    private static boolean isOf(Operation operation, PaymentEvent event) {
        return switch (event) {
            case Sent(_, Attempt a, _) -> a.operation() == operation;
            case Approved(_, Attempt a, _, _) -> a.operation() == operation;
            case Refused(_, Attempt a, _) -> a.operation() == operation;
            case Unclear(_, Attempt a) -> a.operation() == operation;
            case PartSent _, Created _, Abandoned _, RefundAccepted _, DisputeChanged _ -> false;
        };
    }
}
