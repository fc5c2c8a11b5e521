package io.tollbridge.coreengine.deadline;

import io.tollbridge.coreengine.deadline.CassandraHoldDeadlines.Deadline;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.logging.LogContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Has holds end that are past their deadline. Every instance sweeps; two that meet at a payment do
 * the same thing once.
 */
public class HoldSweeper {

    private static final Logger log = LoggerFactory.getLogger(HoldSweeper.class);
    private static final int BATCH = 200;
    private static final int MAX_HOURS_PER_SWEEP = 24 * 40;

    /** The hour before this one stays in view: siblings' clocks may lag a little. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    /** Until a hold that could not end yet is looked at again. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final CassandraHoldDeadlines deadlines;
    private final Predicate<PaymentId> end;
    private final InstantSource clock;

    /**
     * A sweeper.
     *
     * @param end ends a payment's hold if it is past its deadline; false: it has to be looked at
     *     again later
     */
    public HoldSweeper(
            CassandraHoldDeadlines deadlines, Predicate<PaymentId> end, InstantSource clock) {
        this.deadlines = deadlines;
        this.end = end;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${tollbridge.holds.sweep-every}")
    void sweepSafely() {
        try {
            sweep();
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("holds.not_swept"); // the next one begins where this ended
        }
    }

    /** One pass over the hours since the last one. */
    public void sweep() {
        Instant now = clock.instant();
        Instant last = now.truncatedTo(ChronoUnit.HOURS);
        Instant hour = deadlines.sweptUntil().orElseGet(() -> beginAt(last.minus(OVERLAP)));
        boolean allDone = true;
        for (int i = 0; i < MAX_HOURS_PER_SWEEP && !hour.isAfter(last); i++) {
            allDone &= endAll(hour, now);
            if (allDone && hour.isBefore(last.minus(OVERLAP))) {
                deadlines.sweptUntil(hour.plus(1, ChronoUnit.HOURS));
            }
            hour = hour.plus(1, ChronoUnit.HOURS);
        }
    }

    /** Remembered at once: hours that pass while nobody sweeps are caught up on. */
    private Instant beginAt(Instant hour) {
        deadlines.sweptUntil(hour);
        return hour;
    }

    private boolean endAll(Instant hour, Instant now) {
        var due = deadlines.due(hour, now, BATCH);
        boolean allDone = due.size() < BATCH;
        for (Deadline deadline : due) {
            allDone &= end(deadline, now);
        }
        return allDone;
    }

    private boolean end(Deadline deadline, Instant now) {
        try (var _ = LogContext.of(deadline.payment())) {
            if (!end.test(deadline.payment())) {
                deadlines.note(new Deadline(now.plus(PATIENCE), deadline.payment()));
            }
            deadlines.forget(deadline);
            return true;
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("hold.not_ended");
            return false;
        }
    }
}
