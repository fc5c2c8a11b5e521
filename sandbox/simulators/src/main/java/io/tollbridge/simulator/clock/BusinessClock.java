package io.tollbridge.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** System time plus the platform's offset. Business days are UTC days. */
public final class BusinessClock implements InstantSource {

    private final InstantSource system;
    private final AtomicLong offsetMillis = new AtomicLong();

    public BusinessClock(InstantSource system) {
        this.system = system;
    }

    @Override
    public Instant instant() {
        return system.instant().plusMillis(offsetMillis.get());
    }

    public LocalDate today() {
        return LocalDate.ofInstant(instant(), ZoneOffset.UTC);
    }

    public void setOffsetMillis(long millis) {
        offsetMillis.set(millis);
    }

    public void advance(Duration by) {
        offsetMillis.addAndGet(by.toMillis());
    }
}
