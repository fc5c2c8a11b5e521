package io.tollbridge.starter.aggregate;

import com.datastax.oss.driver.api.core.uuid.Uuids;
import java.time.Clock;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The times an outbox goes by.
 *
 * @param clock the system clock: buckets and the ages of markers
 * @param nanos monotonic: no clock can be set against it
 * @param markerIds time-based UUIDs of the same clock, no two alike
 */
record OutboxTime(Clock clock, LongSupplier nanos, Supplier<UUID> markerIds) {

    static OutboxTime of(Clock systemClock) {
        return new OutboxTime(systemClock, System::nanoTime, Uuids::timeBased);
    }
}
