package io.tollbridge.compensation.cases;

import io.tollbridge.compensation.cases.CaseEvent.ChannelSaid;
import io.tollbridge.compensation.cases.CaseEvent.OutcomeSeen;
import io.tollbridge.compensation.cases.CaseEvent.RetryAsked;
import io.tollbridge.compensation.cases.CaseEvent.ScheduleEnded;
import io.tollbridge.compensation.cases.CaseState.Exhausted;
import io.tollbridge.compensation.cases.CaseState.Resolved;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.compensation.CaseExhausted;
import io.tollbridge.contracts.compensation.CaseOpened;
import io.tollbridge.contracts.compensation.CaseResolved;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.starter.logging.LogContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Opens cases, works on them when they are due, and says what came of it. */
@Component
public class CaseService {

    private static final Logger log = LoggerFactory.getLogger(CaseService.class);

    /** A listed case that is overdue by this much has lost its instance. */
    private static final Duration ORPHANED = Duration.ofSeconds(5);

    /** A listed case that does not exist so long after it was due will not be opened any more. */
    private static final Duration NEVER_OPENED = Duration.ofDays(1);

    private final CassandraCaseStore store;
    private final CaseInvestigation investigation;
    private final CaseTimer timer;
    private final Silence silence;
    private final EventPublisher publisher;
    private final BusinessClock clock;
    private boolean sweptBefore;

    CaseService(
            CassandraCaseStore store,
            CaseInvestigation investigation,
            CaseTimer timer,
            Silence silence,
            EventPublisher publisher,
            BusinessClock clock) {
        this.store = store;
        this.investigation = investigation;
        this.timer = timer;
        this.silence = silence;
        this.publisher = publisher;
        this.clock = clock;
        timer.workWith(this::tryOnce);
    }

    /**
     * Opens a case on an unknown attempt, unless there is or was one. The first try is due two
     * seconds later.
     */
    public void open(CaseSubject subject, Instant unknownSince) {
        var fresh =
                CompensationCase.opened(subject, unknownSince, RetryPolicy.due(0, unknownSince));
        boolean isNew = store.open(fresh);
        var stored = isNew ? fresh : store.find(fresh.id()).orElse(fresh);
        if (stored.state().isFinal()) {
            store.delist("open", fresh.id());
            return;
        }
        if (stored.tries() == 0) { // also when a crash came between opening and saying so
            publish(new CaseOpened(stored.view()), stored, 1);
            tell("compensation.case_opened", stored);
        }
        timer.schedule(stored.id(), stored.dueAt());
    }

    /** The payment's events show the outcome: closes a case that waits here for its next try. */
    public void outcomeSeen(String attemptId, String resolution) {
        if (timer.plans(attemptId)) {
            store.find(attemptId).ifPresent(found -> learn(found, new OutcomeSeen(resolution)));
        }
    }

    /** The channel answered after all. */
    void lateAnswer(String attemptId, ChannelAnswer answer) {
        var found = store.find(attemptId);
        if (found.isPresent() && !(found.get().state() instanceof Resolved)) {
            var heard = found.get().heard("late " + answer.verdict());
            learn(heard, new ChannelSaid(answer, CaseLifecycle.LATE_ANSWER))
                    .ifPresent(moved -> timer.schedule(moved.id(), clock.instant()));
        }
    }

    /** A person wants an exhausted case tried again, at once and by the whole schedule. */
    Optional<CompensationCase> retry(String attemptId) {
        return store.find(attemptId)
                .map(found -> {
                    var next = CaseLifecycle.next(found.subject(), found.state(), new RetryAsked());
                    if (next.equals(found.state())) {
                        return found;
                    }
                    var now = clock.instant();
                    var restarted = found.restarted(next, now);
                    store.enlist(restarted);
                    if (store.advance(restarted, now)) {
                        store.delist("exhausted", attemptId);
                        timer.schedule(attemptId, restarted.dueAt());
                    }
                    return restarted;
                });
    }

    /**
     * Takes over cases that are listed as open, due, and in nobody's hands; the first time it tries
     * all once, since nobody knows who fell silent while this instance was away. Asks the silent
     * ones again.
     */
    @Scheduled(fixedDelayString = "${tollbridge.compensation.sweep-every}", initialDelay = 0)
    void sweep() {
        Instant now = clock.instant();
        Instant overdue = now.minus(ORPHANED);
        for (var listed : store.list("open")) {
            if (timer.knows(listed.attemptId())) {
                continue;
            }
            if (!listed.dueAt().isBefore(overdue)) {
                if (!sweptBefore) {
                    timer.schedule(listed.attemptId(), now);
                }
                continue;
            }
            // Not any sooner: who is about to open it has just listed it, and would not again.
            boolean isOld = listed.dueAt().isBefore(now.minus(NEVER_OPENED));
            if (isOld && store.find(listed.attemptId()).isEmpty()) {
                store.delist("open", listed.attemptId());
            } else {
                timer.schedule(listed.attemptId(), listed.dueAt());
            }
        }
        sweptBefore = true;
        silence.probe();
    }

    private void tryOnce(String attemptId) {
        var found = store.find(attemptId);
        if (found.isEmpty()) {
            return; // listed and not opened yet: its event comes again, or the sweep lets it go
        }
        var stored = found.get();
        if (stored.state().isFinal()) {
            finish(stored); // a crash came between the last write and the news of it
            return;
        }
        var now = clock.instant();
        boolean early = stored.isEarly(now);
        if (!early && RetryPolicy.isLast(stored.tries())) {
            learn(stored, new ScheduleEnded());
            return;
        }
        var claimed = stored;
        if (!early) {
            claimed = stored.claimed(now);
            if (!store.advance(claimed, now)) {
                silence.forget(attemptId);
                return; // another instance has it
            }
            store.enlist(claimed);
        }
        var after = noted(claimed, investigation.investigate(claimed));
        if (after.state().isFinal()) {
            finish(after);
        } else if (!early && RetryPolicy.isLast(after.tries())) {
            learn(after, new ScheduleEnded());
        } else {
            timer.schedule(attemptId, after.dueAt());
        }
    }

    /** What was heard is kept even when it led nowhere: people read it. */
    private CompensationCase noted(CompensationCase claimed, CompensationCase after) {
        if (after.version() > claimed.version()
                || Objects.equals(after.lastAnswer(), claimed.lastAnswer())) {
            return after;
        }
        var now = clock.instant();
        var noted = after.moved(after.state(), now);
        return store.advance(noted, now) ? noted : store.find(noted.id()).orElse(noted);
    }

    private Optional<CompensationCase> learn(CompensationCase known, CaseEvent event) {
        var next = CaseLifecycle.next(known.subject(), known.state(), event);
        if (next.equals(known.state())) {
            return Optional.empty();
        }
        var now = clock.instant();
        boolean reopened = known.state().isFinal() && !next.isFinal();
        var moved = reopened ? known.restarted(next, now) : known.moved(next, now);
        if (reopened) {
            store.enlist(moved);
        }
        if (!store.advance(moved, now)) {
            return Optional.empty();
        }
        if (reopened) {
            store.delist("exhausted", moved.id());
        }
        if (next.isFinal()) {
            finish(moved);
            return Optional.empty();
        }
        return Optional.of(moved);
    }

    private void finish(CompensationCase done) {
        timer.forget(done.id());
        silence.forget(done.id());
        if (done.state() instanceof Exhausted) {
            store.enlist(done);
            publish(new CaseExhausted(done.view()), done, done.version());
            tell("compensation.case_exhausted", done);
        } else {
            publish(new CaseResolved(done.view()), done, done.version());
            tell("compensation.case_resolved", done);
            store.delist("exhausted", done.id());
        }
        store.delist("open", done.id());
    }

    private void publish(Object event, CompensationCase about, long sequence) {
        publisher.publish(
                List.of(
                        new OutgoingEvent(
                                event,
                                about.id(),
                                about.id() + ":" + sequence,
                                sequence,
                                clock.instant())));
    }

    private static void tell(String what, CompensationCase about) {
        try (var _ = LogContext.of(about.subject().attempt().id())) {
            log.atInfo()
                    .addKeyValue("compensation.tries", about.tries())
                    .addKeyValue("compensation.resolution", about.view().resolution())
                    .log(what);
        }
    }
}
