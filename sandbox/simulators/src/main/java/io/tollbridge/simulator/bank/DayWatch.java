package io.tollbridge.simulator.bank;

import io.tollbridge.simulator.clock.BusinessClock;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells when a day is over. A day ends a moment after the clock has left it, so that credits which
 * the same clock tick set off elsewhere still arrive in time.
 */
final class DayWatch {

    private final BusinessClock clock;
    private final LongSupplier nanoTime;
    private final long graceNanos;
    private LocalDate seen;
    private long seenAtNanos;

    DayWatch(BusinessClock clock, LongSupplier nanoTime, long graceMillis) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.graceNanos = TimeUnit.MILLISECONDS.toNanos(graceMillis);
        this.seen = clock.today();
        this.seenAtNanos = nanoTime.getAsLong();
    }

    synchronized LocalDate today() {
        LocalDate today = clock.today();
        if (!today.equals(seen)) {
            seen = today;
            seenAtNanos = nanoTime.getAsLong();
        }
        return today;
    }

    synchronized boolean isOver(LocalDate day) {
        return day.isBefore(today()) && nanoTime.getAsLong() - seenAtNanos >= graceNanos;
    }
}
