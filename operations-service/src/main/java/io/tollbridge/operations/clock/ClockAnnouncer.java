package io.tollbridge.operations.clock;

import com.datastax.oss.driver.api.core.DriverException;
import io.tollbridge.contracts.operations.ClockAdvanced;
import io.tollbridge.kernel.Mode;
import io.tollbridge.operations.clock.CassandraClockStore.Offset;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.EventPublisher.EventsNotPublished;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Tells all services what time it is: the durable offset, never an older one last. */
@Service
class ClockAnnouncer {

    private static final Logger log = LoggerFactory.getLogger(ClockAnnouncer.class);
    private static final String KEY = "clock";

    private final CassandraClockStore store;
    private final EventPublisher publisher;
    private final BusinessClock businessClock;
    private final Clock systemClock;
    private final boolean movable;
    private final ReentrantLock telling = new ReentrantLock();
    private long announcedMoves;

    ClockAnnouncer(
            CassandraClockStore store,
            EventPublisher publisher,
            BusinessClock businessClock,
            Clock systemClock,
            @Value("${tollbridge.mode}") String mode) {
        this.store = store;
        this.publisher = publisher;
        this.businessClock = businessClock;
        this.systemClock = systemClock;
        this.movable = Mode.ofWire(mode) == Mode.TEST;
    }

    boolean isMovable() {
        return movable;
    }

    /** Publishes where the clock stands, and returns it; throws when that may not have arrived. */
    Offset announce() {
        telling.lock();
        try {
            Offset told = store.read();
            while (told.moves() > announcedMoves) {
                var event = new ClockAdvanced(told.millis());
                publisher.publish(
                        List.of(
                                new OutgoingEvent(
                                        event,
                                        KEY,
                                        KEY + ":" + told.moves(),
                                        told.moves(),
                                        systemClock.instant())));
                announcedMoves = told.moves();
                businessClock.follow(told.millis());
                told = store.read(); // another instance may have told a newer one before us
            }
            return told;
        } finally {
            telling.unlock();
        }
    }

    /** Publishes what a crash left unsaid: at start, and when another instance went down. */
    @Scheduled(initialDelay = 0, fixedDelayString = "${tollbridge.operations.clock-sweep:10s}")
    void sweep() {
        if (!movable) {
            return;
        }
        try {
            announce();
        } catch (DriverException | EventsNotPublished e) {
            log.atWarn().setCause(e).log("clock.sweep_failed");
        }
    }
}
