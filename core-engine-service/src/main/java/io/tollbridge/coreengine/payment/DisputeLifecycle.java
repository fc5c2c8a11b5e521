package io.tollbridge.coreengine.payment;

import io.tollbridge.coreengine.payment.Dispute.Stage;
import io.tollbridge.coreengine.payment.Dispute.Status;

/** The whole life of a dispute: from where it stands, by what is said, to where it stands. Pure. */
public final class DisputeLifecycle {

    private DisputeLifecycle() {}

    /** Where a case stands. */
    public record Standing(Stage stage, Status status) {

        /** A case that has just been raised. */
        public static Standing raisedAt(Stage stage) {
            return new Standing(
                    stage,
                    stage == Stage.INQUIRY ? Status.WARNING_NEEDS_RESPONSE : Status.NEEDS_RESPONSE);
        }
    }

    /** What is said of a case. */
    public sealed interface Word {
        /** The bank raises it to a later stage. */
        record Raised(Stage stage) implements Word {}

        /** Decided for the merchant. */
        record Won() implements Word {}

        /** Decided against it, accepted by it, or its time ran out. */
        record Lost() implements Word {}

        /** The channel has taken the merchant's answer. */
        record Answered() implements Word {}
    }

    /** What a case does not allow. */
    public static final class Refusal extends RuntimeException {
        Refusal(String what) {
            super(what, null, false, false);
        }
    }

    /** Where a case stands after a word; throws {@link Refusal} when it is not allowed. */
    public static Standing next(Standing now, Word word) {
        return switch (word) {
            case Word.Raised(Stage to) -> raised(now, word, to);
            case Word.Won() -> new Standing(now.stage(), won(now, word));
            case Word.Lost() -> new Standing(now.stage(), lost(now, word));
            case Word.Answered() -> new Standing(now.stage(), answered(now, word));
        };
    }

    private static Standing raised(Standing now, Word word, Stage to) {
        if (to.compareTo(now.stage()) <= 0 || now.status() == Status.LOST) {
            throw refusal(now, word);
        }
        return Standing.raisedAt(to);
    }

    private static Status won(Standing now, Word word) {
        return switch (now.status()) {
            case WARNING_NEEDS_RESPONSE, WARNING_UNDER_REVIEW -> Status.WARNING_CLOSED;
            case NEEDS_RESPONSE, UNDER_REVIEW, LOST -> Status.WON; // also late
            case WARNING_CLOSED, WON -> throw refusal(now, word);
        };
    }

    /** An inquiry has no money to lose: a bank that is not content raises a chargeback. */
    private static Status lost(Standing now, Word word) {
        return switch (now.status()) {
            case WARNING_NEEDS_RESPONSE, WARNING_UNDER_REVIEW -> Status.WARNING_CLOSED;
            case NEEDS_RESPONSE, UNDER_REVIEW -> Status.LOST;
            case WARNING_CLOSED, WON, LOST -> throw refusal(now, word);
        };
    }

    private static Status answered(Standing now, Word word) {
        return switch (now.status()) {
            case WARNING_NEEDS_RESPONSE -> Status.WARNING_UNDER_REVIEW;
            case NEEDS_RESPONSE -> Status.UNDER_REVIEW;
            case WARNING_UNDER_REVIEW, WARNING_CLOSED, UNDER_REVIEW, WON, LOST ->
                    throw refusal(now, word);
        };
    }

    private static Refusal refusal(Standing now, Word word) {
        return new Refusal(word + " at " + now + " (expected: a word that this standing allows)");
    }
}
