package io.tollbridge.coreengine.payment;

import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a channel's word about an attempt means for the payment. Pure. */
public final class OutcomePolicy {

    private OutcomePolicy() {}

    /** What is certain about an attempt. */
    public enum Word {
        DONE,
        REFUSED,
        /** Undone or fenced: it can never take effect. */
        UNDONE,
        NEVER_SENT,
        NOTHING
    }

    /** How a word stands to what an attempt already is. */
    public enum Standing {
        AGREES,
        /** It took effect although it counts as ended without: it has to be undone. */
        CAME_BACK,
        /** It took no effect although it counts as done: no machine can say which is true. */
        CONTRADICTS
    }

    /** What a word means for an attempt that is over. */
    public static Standing compare(Attempt over, Word word) {
        boolean done = over.status() == over.done();
        return switch (word) {
            case DONE -> done ? Standing.AGREES : Standing.CAME_BACK;
            case UNDONE ->
                    done && !over.operation().letsGo() ? Standing.CONTRADICTS : Standing.AGREES;
            case REFUSED, NEVER_SENT -> done ? Standing.CONTRADICTS : Standing.AGREES;
            case NOTHING -> Standing.AGREES;
        };
    }

    /**
     * The event that follows.
     *
     * @param moved the amount the channel says it moved; another one than asked for is never booked
     * @param settlementDate the business day that money moved now belongs to
     */
    public static PaymentEvent judge(
            Attempt attempt,
            Word word,
            @Nullable Money moved,
            Attempt.Result result,
            Instant at,
            LocalDate settlementDate) {
        return switch (word) {
            case DONE -> {
                if (moved != null && !moved.equals(attempt.amount())) {
                    String reason = "amount " + moved + " (expected: " + attempt.amount() + ")";
                    yield unclear(attempt, at, Attempt.Result.because(reason));
                }
                yield new PaymentEvent.Approved(
                        at,
                        attempt.as(attempt.done(), result),
                        attempt.amount(),
                        movesMoney(attempt) ? settlementDate : null);
            }
            case REFUSED ->
                    new PaymentEvent.Refused(
                            at,
                            attempt.as(Attempt.Status.DECLINED, result),
                            new PaymentError(
                                    "card_declined",
                                    result.declineCode(),
                                    result.adviceCode(),
                                    result.rawCode(),
                                    "The channel declined: " + result.declineCode()));
            case UNDONE ->
                    attempt.operation().letsGo()
                            ? new PaymentEvent.Approved(
                                    at,
                                    attempt.as(Attempt.Status.VOIDED, result),
                                    attempt.amount(),
                                    null)
                            : new PaymentEvent.Refused(
                                    at,
                                    attempt.as(Attempt.Status.REVERSED, result),
                                    technical(
                                            "channel_timeout",
                                            "The channel did not answer in time;"
                                                    + " the attempt was undone."));
            case NEVER_SENT ->
                    new PaymentEvent.Refused(
                            at,
                            attempt.as(Attempt.Status.FAILED_TECHNICAL, result),
                            technical("channel_unavailable", "The channel could not be reached."));
            case NOTHING -> unclear(attempt, at, result);
        };
    }

    private static PaymentEvent unclear(Attempt attempt, Instant at, Attempt.Result result) {
        return new PaymentEvent.Unclear(at, attempt.as(Attempt.Status.UNKNOWN, result));
    }

    private static PaymentError technical(String code, String message) {
        return new PaymentError(code, null, "try_again_later", null, message);
    }

    private static boolean movesMoney(Attempt attempt) {
        return switch (attempt.operation()) {
            case PURCHASE, CAPTURE, REFUND -> true;
            case AUTHORISE, INCREMENT, VOID, RELEASE -> false;
        };
    }
}
