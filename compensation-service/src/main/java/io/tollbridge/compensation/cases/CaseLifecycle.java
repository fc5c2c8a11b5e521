package io.tollbridge.compensation.cases;

import io.tollbridge.compensation.cases.CaseEvent.ChannelSaid;
import io.tollbridge.compensation.cases.CaseEvent.OutcomeSeen;
import io.tollbridge.compensation.cases.CaseEvent.PaymentSaid;
import io.tollbridge.compensation.cases.CaseEvent.RetryAsked;
import io.tollbridge.compensation.cases.CaseEvent.ReversalSaid;
import io.tollbridge.compensation.cases.CaseEvent.ScheduleEnded;
import io.tollbridge.compensation.cases.CaseState.Asking;
import io.tollbridge.compensation.cases.CaseState.Exhausted;
import io.tollbridge.compensation.cases.CaseState.Resolved;
import io.tollbridge.compensation.cases.CaseState.Reversing;
import io.tollbridge.compensation.cases.CaseState.Telling;
import io.tollbridge.compensation.cases.CaseState.Voiding;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;

/** The whole life of a case. Pure. A line that returns the same state means: try again later. */
final class CaseLifecycle {

    static final String QUERY = "query";
    static final String REVERSAL = "reversal";
    static final String LATE_ANSWER = "late_answer";

    private static final String SUCCEEDED = "succeeded";

    private record Step(CaseState state, CaseEvent event) {}

    private CaseLifecycle() {}

    static CaseState first(CaseSubject subject) {
        return subject.isVoid() ? new Voiding() : new Asking();
    }

    static CaseState next(CaseSubject subject, CaseState state, CaseEvent event) {
        return switch (new Step(state, event)) {
            case Step(Resolved same, CaseEvent _) -> same;
            // What counts as ended without effect may still have to be undone.
            case Step(Reversing same, OutcomeSeen(var seen)) when !seen.equals(SUCCEEDED) -> same;
            case Step(Telling(var answer, _), OutcomeSeen(var seen))
                    when answer.verdict() == Verdict.APPROVED && !seen.equals(SUCCEEDED) ->
                    state;
            case Step(CaseState _, OutcomeSeen(var seen)) -> new Resolved(seen);
            case Step(Exhausted _, RetryAsked _) -> first(subject);
            case Step(Exhausted _, ChannelSaid said) -> found(first(subject), said);
            case Step(Exhausted same, CaseEvent _) -> same;
            case Step(CaseState same, RetryAsked _) -> same;
            case Step(CaseState _, ScheduleEnded _) -> new Exhausted();

            case Step(Asking same, ChannelSaid said) -> found(same, said);
            case Step(Asking same, ReversalSaid _) -> same;
            case Step(Asking same, PaymentSaid _) -> same;

            case Step(Reversing same, ReversalSaid(var answer)) ->
                    answer.verdict() == Verdict.REVERSED ? new Telling(answer, REVERSAL) : same;
            case Step(Reversing same, ChannelSaid _) -> same;
            case Step(Reversing same, PaymentSaid _) -> same;

            case Step(Voiding same, ReversalSaid(var answer)) ->
                    isCertain(answer.verdict()) ? new Telling(answer, REVERSAL) : same;
            case Step(Voiding same, ChannelSaid _) -> same;
            case Step(Voiding same, PaymentSaid _) -> same;

            case Step(Telling _, PaymentSaid(_, var reverse)) when reverse -> new Reversing();
            case Step(Telling(var answer, _), PaymentSaid(var settled, _)) when settled ->
                    new Resolved(resolution(answer));
            case Step(Telling same, PaymentSaid _) -> same;
            case Step(Telling same, ChannelSaid _) -> same;
            case Step(Telling same, ReversalSaid _) -> same;
        };
    }

    /** "Not found" is followed by the fence: only then can it never take effect any more. */
    private static CaseState found(CaseState asking, ChannelSaid said) {
        return switch (said.answer().verdict()) {
            case APPROVED, DECLINED, REVERSED -> new Telling(said.answer(), said.evidence());
            case NOT_FOUND -> said.evidence().equals(QUERY) ? new Reversing() : asking;
            case NOT_SENT, UNCLEAR -> asking; // of the question, not of the operation
        };
    }

    private static boolean isCertain(Verdict verdict) {
        return verdict == Verdict.REVERSED || verdict == Verdict.DECLINED;
    }

    private static String resolution(ChannelAnswer answer) {
        return switch (answer.verdict()) {
            case APPROVED -> SUCCEEDED;
            case DECLINED -> "declined";
            case REVERSED -> "reversed";
            case NOT_FOUND, NOT_SENT, UNCLEAR ->
                    throw new IllegalStateException(answer.verdict() + " (expected: a proof)");
        };
    }
}
