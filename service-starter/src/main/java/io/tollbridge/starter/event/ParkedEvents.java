package io.tollbridge.starter.event;

import io.tollbridge.starter.event.ParkedStore.Queue;
import io.tollbridge.starter.logging.LogContext;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records out of the park. Only who holds the claim of a group does, so of two operators, or
 * two instances, one takes its turn. What failed is handled again when an operator says so; what
 * only waited behind it follows by itself.
 */
final class ParkedEvents {

    private static final Logger log = LoggerFactory.getLogger(ParkedEvents.class);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(2);

    /** A caller waits no longer; what is left by then follows by itself. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Longer than the longest turn: {@link #LONGEST}, and one slow event. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Map<String, EventIntake> intakes = new TreeMap<>();
    private final Clock clock;
    private @Nullable ScheduledExecutorService sweeper;

    /**
     * What came of it.
     *
     * @param handled records that were handled
     * @param left records that wait still
     * @param failure what stopped it; null when nothing did
     */
    record Outcome(int handled, long left, @Nullable RuntimeException failure) {}

    ParkedEvents(List<EventIntake> intakes, Clock clock) {
        intakes.forEach(intake -> this.intakes.put(intake.group(), intake));
        this.clock = clock;
    }

    void start() {
        if (!intakes.isEmpty()) {
            var timer =
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().daemon().name("parked-sweep").factory());
            long millis = SWEEP_EVERY.toMillis();
            var _ =
                    timer.scheduleWithFixedDelay(
                            this::sweep, millis, millis, TimeUnit.MILLISECONDS);
            sweeper = timer;
        }
    }

    void stop() {
        if (sweeper != null) {
            sweeper.shutdown();
        }
    }

    Collection<EventIntake> intakes() {
        return intakes.values();
    }

    List<ParkedRecord> records(String group, String key, int limit) {
        return intake(group).store().records(group, key, limit);
    }

    /**
     * Handles the records of a key in order until one fails. When the process ends in between, the
     * one it was at is handled again.
     */
    Outcome retry(String group, String key) {
        var intake = intake(group);
        var outcome = claimed(intake, () -> handle(intake, key, true));
        log.atWarn()
                .addKeyValue("event.group", group)
                .addKeyValue("event.key", key)
                .addKeyValue("event.handled", outcome.handled())
                .addKeyValue("event.left", outcome.left())
                .setCause(outcome.failure())
                .log("events.retried");
        intake.letGo();
        return outcome;
    }

    /**
     * Drops the oldest record of a key. It is kept in a table of its own.
     *
     * @param place which it is: who skips it has looked at it
     */
    Outcome skip(String group, String key, String place, String reason, String by) {
        var intake = intake(group);
        var outcome =
                claimed(
                        intake,
                        () -> {
                            var oldest = oldest(intake, key);
                            if (!oldest.place().equals(place)) {
                                throw ProblemException.conflict(
                                        "not_the_oldest",
                                        place
                                                + " is not the oldest of its key (expected: "
                                                + oldest.place()
                                                + ")");
                            }
                            intake.store().skip(group, oldest, reason, by, clock.instant());
                            return new Outcome(0, intake.store().count(group, key), null);
                        });
        try (var _ = LogContext.ofObject(key)) {
            log.atWarn()
                    .addKeyValue("event.group", group)
                    .addKeyValue("event.key", key)
                    .addKeyValue("event.place", place)
                    .addKeyValue("event.skipped_by", by)
                    .addKeyValue("event.reason", reason)
                    .log("events.skipped");
        }
        intake.letGo();
        return outcome;
    }

    private static Outcome claimed(EventIntake intake, Supplier<Outcome> work) {
        var store = intake.store();
        String group = intake.group();
        var claim =
                store.claim(group, LEASE)
                        .orElseThrow(() ->
                                ProblemException.conflict(
                                        "being_worked_on",
                                        group + ": somebody works on its parked events",
                                        Duration.ofSeconds(1)));
        try {
            return work.get();
        } finally {
            store.release(group, claim);
        }
    }

    private Outcome handle(EventIntake intake, String key, boolean alsoWhatFailed) {
        String group = intake.group();
        var store = intake.store();
        long end = System.nanoTime() + LONGEST.toNanos();
        int handled = 0;
        var next = Optional.of(oldest(intake, key));
        while (next.isPresent() && (alsoWhatFailed || !next.get().hasFailed())) {
            var rec = next.get();
            var failure = intake.handleAgain(rec);
            if (failure.isPresent()) {
                if (!Trouble.isIn(failure.get())) {
                    store.failedAgain(group, rec.failedAgain(failure.get(), clock.instant()));
                }
                return new Outcome(handled, store.count(group, key), failure.get());
            }
            store.remove(group, rec);
            handled++;
            next = System.nanoTime() < end ? store.oldest(group, key) : Optional.empty();
        }
        return new Outcome(handled, store.count(group, key), null);
    }

    private static ParkedRecord oldest(EventIntake intake, String key) {
        return intake.store()
                .oldest(intake.group(), key)
                .orElseThrow(() -> ProblemException.notFound("parked key", key));
    }

    private EventIntake intake(String group) {
        return Optional.ofNullable(intakes.get(group))
                .orElseThrow(() -> ProblemException.notFound("consumer group", group));
    }

    private void sweep() {
        intakes.values().stream().filter(intake -> intake.parkedKeys() > 0).forEach(this::follow);
    }

    /** What waited behind a record that is gone is handled now. */
    private void follow(EventIntake intake) {
        try {
            for (var queue : intake.letGo()) {
                if (!queue.oldest().hasFailed()) {
                    var outcome =
                            claimed(intake, () -> handle(intake, queue.oldest().key(), false));
                    tell(intake, queue, outcome);
                }
            }
        } catch (RuntimeException e) { // a key that waits can wait until the next time
            log.atWarn()
                    .addKeyValue("event.group", intake.group())
                    .setCause(e)
                    .log("events.not_followed");
        }
    }

    private static void tell(EventIntake intake, Queue queue, Outcome outcome) {
        log.atInfo()
                .addKeyValue("event.group", intake.group())
                .addKeyValue("event.key", queue.oldest().key())
                .addKeyValue("event.handled", outcome.handled())
                .addKeyValue("event.left", outcome.left())
                .setCause(outcome.failure())
                .log("events.followed");
    }
}
