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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Publishes what was recorded, a moment later, in order; a link may be published twice. */
@Service
class AuditAnnouncer {

    private static final Logger log = LoggerFactory.getLogger(AuditAnnouncer.class);
    private static final int PAGE = 100;
    private static final int DAYS_BACK = 30;

    private final CassandraAuditStore store;
    private final EventPublisher publisher;
    private final Clock systemClock;
    private final Set<LocalDate> due = ConcurrentHashMap.newKeySet();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("audit-announcer").daemon().factory());

    AuditAnnouncer(CassandraAuditStore store, EventPublisher publisher, Clock systemClock) {
        this.store = store;
        this.publisher = publisher;
        this.systemClock = systemClock;
    }

    /** Announces what is new of a day; returns at once. */
    void soon(LocalDate day) {
        if (due.add(day)) {
            worker.execute(this::announce);
        }
    }

    /** What an instance that died has left. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        var today = today();
        for (int i = DAYS_BACK; i > 0; i--) {
            soon(today.minusDays(i));
        }
    }

    /** What could not be published, and what another instance has left. */
    @Scheduled(initialDelay = 0, fixedDelayString = "${tollbridge.operations.audit-sweep:30s}")
    void sweep() {
        due.add(today().minusDays(1));
        due.add(today());
        worker.execute(this::announce);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(systemClock.instant(), systemClock.getZone());
    }

    private void announce() {
        for (var day : due.stream().sorted().toList()) {
            due.remove(day); // before it is read: what comes now makes it due again
            try {
                announce(day);
            } catch (DriverException | EventsNotPublished e) {
                due.add(day);
                log.atWarn().setCause(e).log("audit.announce_failed");
                return;
            }
        }
    }

    private void announce(LocalDate day) {
        long done = store.announced(day);
        List<AuditLink> page;
        do {
            page = store.read(day, done, PAGE);
            if (!page.isEmpty()) {
                publisher.publish(page.stream().map(AuditAnnouncer::event).toList());
                done = page.getLast().seq();
                store.announced(day, done);
            }
        } while (page.size() == PAGE);
    }

    private static OutgoingEvent event(AuditLink link) {
        var action = link.action();
        var asked = action.asked();
        return new OutgoingEvent(
                new AuditRecorded(
                        link.id(),
                        asked.actor(),
                        asked.action(),
                        asked.target(),
                        action.result(),
                        link.at(),
                        asked.service(),
                        asked.id()),
                asked.actor(),
                "audit_" + link.day() + ":" + link.seq(),
                link.seq(),
                link.at());
    }

    @PreDestroy
    void stop() {
        worker.shutdown();
    }
}
