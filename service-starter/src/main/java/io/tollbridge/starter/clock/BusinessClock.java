package io.tollbridge.starter.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time that cut-offs, due dates and deadlines go by. In test mode operations-service moves it
 * for all services at once; it only ever goes forward. Never decides a money outcome.
 */
public final class BusinessClock implements InstantSource {

    private final Clock system;
    private final AtomicLong offsetMillis = new AtomicLong();

    public BusinessClock(Clock system) {
        this.system = system;
    }

    @Override
    public Instant instant() {
        return system.instant().plusMillis(offsetMillis.get());
    }

    /** The business date in a zone. */
    public LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(instant(), zone);
    }

    /** How far business time is ahead of system time. */
    public Duration offset() {
        return Duration.ofMillis(offsetMillis.get());
    }

    /** Takes over a published offset. An older one, delivered late, does not turn time back. */
    public void follow(long millis) {
        offsetMillis.accumulateAndGet(millis, Math::max);
    }
}
