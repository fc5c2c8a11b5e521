package io.tollbridge.compensation.cases;

import io.tollbridge.compensation.cases.CaseState.Resolved;
import io.tollbridge.contracts.compensation.CaseView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case at one version. */
record CompensationCase(
        CaseSubject subject,
        CaseState state,
        int version,
        int tries,
        @Nullable String lastAnswer,
        Instant openedAt,
        Instant dueAt,
        @Nullable Instant resolvedAt) {

    static CompensationCase opened(CaseSubject subject, Instant openedAt, Instant dueAt) {
        return new CompensationCase(
                subject, CaseLifecycle.first(subject), 1, 0, null, openedAt, dueAt, null);
    }

    String id() {
        return subject.attempt().id().value();
    }

    /** Whether a try now is one more than the schedule has: it is not counted. */
    boolean isEarly(Instant now) {
        return now.isBefore(dueAt);
    }

    /** Who is asked next: the channel, or the payment. */
    String asks() {
        return state instanceof CaseState.Telling ? "core-engine" : subject.attempt().channel();
    }

    /** Takes one more try, which is over when the next one is due. */
    CompensationCase claimed(Instant now) {
        return new CompensationCase(
                subject,
                state,
                version + 1,
                tries + 1,
                lastAnswer,
                openedAt,
                RetryPolicy.due(tries + 1, now),
                resolvedAt);
    }

    CompensationCase heard(@Nullable String answer) {
        return new CompensationCase(
                subject, state, version, tries, answer, openedAt, dueAt, resolvedAt);
    }

    /** The next version in another state. */
    CompensationCase moved(CaseState next, Instant now) {
        return new CompensationCase(
                subject,
                next,
                version + 1,
                tries,
                lastAnswer,
                openedAt,
                dueAt,
                next instanceof Resolved ? now : null);
    }

    /** From the beginning of the schedule, because a person says so. */
    CompensationCase restarted(CaseState next, Instant now) {
        return new CompensationCase(subject, next, version + 1, 0, lastAnswer, openedAt, now, null);
    }

    String status() {
        return switch (state) {
            case Resolved _ -> "resolved";
            case CaseState.Exhausted _ -> "exhausted";
            default -> "open";
        };
    }

    /** What a person can do about it; one that is open goes on by itself. */
    List<String> actions() {
        return state instanceof CaseState.Exhausted ? List.of("retry") : List.of();
    }

    CaseView view() {
        var attempt = subject.attempt();
        return new CaseView(
                attempt.id(),
                subject.paymentId(),
                subject.merchantId(),
                attempt.channel(),
                attempt.operation(),
                status(),
                tries,
                lastAnswer,
                state instanceof Resolved(var resolution) ? resolution : null,
                openedAt,
                resolvedAt);
    }
}
