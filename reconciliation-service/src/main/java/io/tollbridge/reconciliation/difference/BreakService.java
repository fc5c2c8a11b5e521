package io.tollbridge.reconciliation.difference;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.contracts.reconciliation.BreakOpened;
import io.tollbridge.contracts.reconciliation.BreakResolved;
import io.tollbridge.reconciliation.matching.BreakType;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Opens and resolves breaks and says so. */
@Service
public class BreakService {

    private static final Logger log = LoggerFactory.getLogger(BreakService.class);

    private final CassandraBreakStore store;
    private final EventPublisher publisher;
    private final InstantSource clock;
    private final Map<BreakType, AtomicLong> gauges = new EnumMap<>(BreakType.class);

    BreakService(
            CassandraBreakStore store,
            EventPublisher publisher,
            InstantSource clock,
            MeterRegistry meters) {
        this.store = store;
        this.publisher = publisher;
        this.clock = clock;
        for (var type : BreakType.values()) {
            var gauge = new AtomicLong();
            meters.gauge(
                    "reconciliation.open.breaks",
                    List.of(io.micrometer.core.instrument.Tag.of("type", type.wire())),
                    gauge);
            gauges.put(type, gauge);
        }
    }

    /** Opens a break and says so; one that is known is told of again as it was opened. */
    public void open(Difference difference) {
        store.open(difference);
        Crash.at("reconciliation.break-stored");
        var stored = store.find(difference.view().id()).orElseThrow();
        if (stored.isOpen()) {
            announce(new BreakOpened(stored.view()), stored, 1, stored.view().openedAt());
            log.atInfo()
                    .addKeyValue("break.id", stored.view().id())
                    .addKeyValue("break.type", stored.view().type())
                    .log("break.opened");
        }
    }

    /** Resolves a break, if nobody has; gives back what it is then. */
    public Difference resolve(Difference difference, String resolution) {
        store.resolve(difference.view().id(), resolution, clock.instant());
        Crash.at("reconciliation.break-resolved");
        var stored = store.find(difference.view().id()).orElseThrow();
        announceResolved(stored);
        return stored;
    }

    private void announceResolved(Difference stored) {
        var at = stored.view().resolvedAt();
        if (at != null) {
            announce(new BreakResolved(stored.view()), stored, 2, at);
        }
    }

    private void announce(Object event, Difference about, int sequence, Instant at) {
        String id = about.view().id();
        publisher.publish(List.of(new OutgoingEvent(event, id, id + ":" + sequence, sequence, at)));
    }

    public Optional<Difference> find(String breakId) {
        return store.find(breakId);
    }

    /**
     * When the last break of a source's day was resolved, not before {@code since}; empty while one
     * is open. A break may open another one before it is resolved: what is listed is read again
     * after all were seen resolved, and must be the same.
     */
    public Optional<Instant> lastResolution(String source, LocalDate date, Instant since) {
        var listed = store.ofDay(date);
        var last = since;
        for (String id : listed) {
            var found = store.find(id).orElse(null);
            if (found == null) {
                return Optional.empty(); // just being opened
            }
            if (found.view().source().equals(source)) {
                var at = found.view().resolvedAt();
                if (at == null) {
                    return Optional.empty();
                }
                last = at.isAfter(last) ? at : last;
            }
        }
        return store.ofDay(date).equals(listed) ? Optional.of(last) : Optional.empty();
    }

    /** A source's breaks of a date, open or not. */
    public List<Difference> ofDay(String source, LocalDate date) {
        return store.ofDay(date).stream()
                .flatMap(id -> store.find(id).stream())
                .filter(found -> found.view().source().equals(source))
                .toList();
    }

    /** All breaks that are not done with; counts the open ones. */
    public List<Difference> notDone() {
        var found = new ArrayList<Difference>();
        var counts = new EnumMap<BreakType, Long>(BreakType.class);
        for (int slot = 0; slot < CassandraBreakStore.SLOTS; slot++) {
            for (String id : store.notDone(slot)) {
                store.find(id).ifPresent(found::add);
            }
        }
        found.stream()
                .filter(Difference::isOpen)
                .forEach(open -> counts.merge(open.type(), 1L, Long::sum));
        gauges.forEach((type, gauge) -> gauge.set(counts.getOrDefault(type, 0L)));
        return found;
    }

    /** A resolved break has had all that follows from it. */
    public void done(Difference resolved) {
        announceResolved(resolved); // whoever resolved it may have died before saying so
        store.done(resolved.view().id());
    }
}
