package io.tollbridge.operations.audit;

import com.datastax.oss.driver.api.core.DriverException;
import io.tollbridge.contracts.operations.AuditRecorded;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.EventPublisher.EventsNotPublished;
import io.tollbridge.starter.event.OutgoingEvent;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Publishes what was recorded, a moment later, in order; an entry may be published twice. */
@Service
class AuditAnnouncer {

    private static final Logger log = LoggerFactory.getLogger(AuditAnnouncer.class);
    private static final int PAGE = 100;
    private static final int DAYS_BACK = 30;

    private final CassandraAuditStore store;
    private final EventPublisher publisher;
    private final Clock systemClock;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("audit-announcer").daemon().factory());
    private int daysBack = DAYS_BACK; // of the worker's thread only

    AuditAnnouncer(CassandraAuditStore store, EventPublisher publisher, Clock systemClock) {
        this.store = store;
        this.publisher = publisher;
        this.systemClock = systemClock;
    }

    /** Returns at once. */
    void soon() {
        if (asked.compareAndSet(false, true)) {
            worker.execute(this::announce);
        }
    }

    @Scheduled(initialDelay = 0, fixedDelayString = "${tollbridge.operations.audit-sweep:30s}")
    void sweep() {
        soon();
    }

    private void announce() {
        asked.set(false);
        try {
            var today = LocalDate.ofInstant(systemClock.instant(), systemClock.getZone());
            for (int i = daysBack; i >= 0; i--) {
                announce(today.minusDays(i));
            }
            daysBack = 1; // the rest was done at start
        } catch (DriverException | EventsNotPublished e) {
            log.atWarn().setCause(e).log("audit.announce_failed");
        }
    }

    private void announce(LocalDate day) {
        long done = store.announced(day);
        List<AuditEntry> page;
        do {
            page = store.read(day, done, PAGE);
            if (!page.isEmpty()) {
                publisher.publish(page.stream().map(AuditAnnouncer::event).toList());
                done = page.getLast().seq();
                store.announced(day, done);
            }
        } while (page.size() == PAGE);
    }

    private static OutgoingEvent event(AuditEntry entry) {
        var action = entry.action();
        return new OutgoingEvent(
                new AuditRecorded(
                        entry.id(),
                        action.actor(),
                        action.action(),
                        action.subject(),
                        action.result(),
                        entry.at()),
                action.actor(),
                "audit_" + entry.day() + ":" + entry.seq(),
                entry.seq(),
                entry.at());
    }

    @PreDestroy
    void stop() {
        worker.shutdown();
    }
}
