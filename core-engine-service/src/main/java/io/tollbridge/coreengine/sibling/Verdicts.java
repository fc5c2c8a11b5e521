package io.tollbridge.coreengine.sibling;

import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.coreengine.payment.Attempt;
import io.tollbridge.coreengine.payment.Operation;
import io.tollbridge.coreengine.payment.OutcomePolicy.Word;

/** Reads a channel's answer. */
public final class Verdicts {

    private Verdicts() {}

    /** The answer to an operation that has just been sent. */
    public static Word fresh(Attempt attempt, ChannelAnswer answer) {
        return switch (answer.verdict()) {
            case APPROVED -> Word.DONE;
            case DECLINED -> Word.REFUSED;
            // A refund is owed: compensation makes sure that nothing left, and has it sent again.
            case NOT_SENT ->
                    attempt.operation() == Operation.REFUND ? Word.NOTHING : Word.NEVER_SENT;
            // Reversing is how a hold is let go; elsewhere such an answer says nothing certain.
            case REVERSED, NOT_FOUND -> attempt.operation().letsGo() ? Word.DONE : Word.NOTHING;
            case UNCLEAR -> Word.NOTHING;
        };
    }

    /** What was found out later about an attempt that was unknown. */
    public static Word foundOut(ChannelAnswer answer) {
        return switch (answer.verdict()) {
            case APPROVED -> Word.DONE;
            case DECLINED -> Word.REFUSED;
            case REVERSED -> Word.UNDONE;
            case NOT_FOUND, NOT_SENT, UNCLEAR -> Word.NOTHING; // no proof: a late copy may arrive
        };
    }

    public static Attempt.Result result(ChannelAnswer answer) {
        return new Attempt.Result(
                answer.channelReference(),
                answer.authCode(),
                answer.rawCode(),
                answer.declineCode(),
                answer.adviceCode(),
                answer.reason());
    }
}
