package io.tollbridge.compensation.watch;

import io.tollbridge.compensation.cases.CaseSubject;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.payments.AttemptResolution;
import io.tollbridge.contracts.payments.PaymentsApi;
import io.tollbridge.kernel.Ids;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.http.ServiceCallException;
import io.tollbridge.starter.logging.LogContext;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Attempts without an outcome, oldest first. */
@Component
class AttemptWatch {

    private static final Logger log = LoggerFactory.getLogger(AttemptWatch.class);

    private static final AttemptResolution NOTHING_KNOWN =
            new AttemptResolution(
                    new ChannelAnswer(
                            ChannelAnswer.Verdict.UNCLEAR,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            "no outcome was written in time"),
                    "watch");

    private final CassandraWatchStore store;
    private final PaymentsApi payments;
    private final LongSupplier nanos;
    private final long watchNanos;
    private final String owner;
    private final Map<String, Watched> pending = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock looking = new ReentrantLock();

    /** Whether all that is pending is durable. */
    private boolean isWritten = true;

    private record Watched(CaseSubject subject, long untilNanos) {}

    @Autowired
    AttemptWatch(
            CassandraWatchStore store,
            PaymentsApi payments,
            BusinessClock clock,
            @Value("${tollbridge.compensation.watch-for}") Duration watchFor) {
        this(store, payments, clock, watchFor, System::nanoTime);
    }

    AttemptWatch(
            CassandraWatchStore store,
            PaymentsApi payments,
            BusinessClock clock,
            Duration watchFor,
            LongSupplier nanos) {
        this.store = store;
        this.payments = payments;
        this.nanos = nanos;
        this.watchNanos = watchFor.toNanos();
        this.owner = Ids.sortable(clock.instant());
    }

    @PostConstruct
    void adopt() {
        List<CaseSubject> adopted = store.readAll();
        if (!adopted.isEmpty()) {
            log.atInfo().addKeyValue("compensation.watched", adopted.size()).log("watch.adopted");
            change(adopted, Set.of());
        }
    }

    /** Takes note of a batch; what it leaves pending is durable when this returns. */
    void change(List<CaseSubject> started, Set<String> settled) {
        lock.lock();
        try {
            long until = nanos.getAsLong() + watchNanos;
            for (CaseSubject subject : started) {
                String id = subject.attempt().id().value();
                // A repeated event puts nothing off: it may repeat as often as a merchant asks.
                if (!settled.contains(id)
                        && pending.putIfAbsent(id, new Watched(subject, until)) == null) {
                    isWritten = false;
                }
            }
            settled.forEach(pending::remove);
            if (!isWritten) {
                store.write(owner, pending.values().stream().map(Watched::subject).toList());
                isWritten = true;
            }
        } finally {
            lock.unlock();
        }
    }

    private void postpone(CaseSubject subject) {
        lock.lock();
        try {
            String id = subject.attempt().id().value();
            if (pending.remove(id) != null) { // to the end: they are in order of time
                pending.put(id, new Watched(subject, nanos.getAsLong() + watchNanos));
            }
        } finally {
            lock.unlock();
        }
    }

    /** At a fixed rate, so that a slow core-engine does not hold up the other timers. */
    @Scheduled(fixedRate = 1000)
    void lookAtOverdue() {
        if (looking.tryLock()) {
            try {
                tellOverdue();
            } finally {
                looking.unlock();
            }
        }
    }

    /**
     * Has core-engine make unknown what has no outcome: from then on only a case can move it, and
     * the event of it opens the case.
     */
    private void tellOverdue() {
        for (CaseSubject subject : overdue()) {
            try (var _ = LogContext.of(subject.attempt().id())) {
                if (!tell(subject)) {
                    return; // core-engine or its store is away: all are told in a moment
                }
            }
        }
    }

    /** False when nobody could be told just now. */
    private boolean tell(CaseSubject subject) {
        var attempt = subject.attempt().id();
        try {
            payments.resolve(subject.paymentId(), attempt, NOTHING_KNOWN);
            change(List.of(), Set.of(attempt.value()));
        } catch (ServiceCallException e) {
            log.atWarn().addKeyValue("error", e.getMessage()).log("watch.not_told");
            if (e.status() == 0 || e.status() == 503) {
                return false;
            }
            postpone(subject); // this one alone: it comes round again
        }
        return true;
    }

    private List<CaseSubject> overdue() {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            var overdue = new ArrayList<CaseSubject>();
            for (Watched watched : pending.values()) {
                if (watched.untilNanos() - now > 0) {
                    break; // the rest came later
                }
                overdue.add(watched.subject());
            }
            return overdue;
        } finally {
            lock.unlock();
        }
    }
}
