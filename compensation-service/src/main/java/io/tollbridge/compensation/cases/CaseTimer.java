package io.tollbridge.compensation.cases;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.logging.LogContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Which cases this instance works on, and when: only a cache of what is listed durably. At most
 * {@value #AT_ONCE} tries run at a time, so that a channel that comes back is not run over.
 */
@Component
class CaseTimer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CaseTimer.class);
    private static final int AT_ONCE = 16;

    private final BusinessClock clock;
    private final Map<String, Instant> dueByAttempt = new HashMap<>();
    private final Set<String> beingTried = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final ExecutorService threads;
    private volatile Consumer<String> work = _ -> {};

    @Autowired
    CaseTimer(BusinessClock clock) {
        this(clock, Executors.newVirtualThreadPerTaskExecutor());
    }

    CaseTimer(BusinessClock clock, ExecutorService threads) {
        this.clock = clock;
        this.threads = threads;
    }

    void workWith(Consumer<String> tryOnce) {
        work = tryOnce;
    }

    void schedule(String attemptId, Instant dueAt) {
        lock.lock();
        try {
            dueByAttempt.merge(attemptId, dueAt, (one, other) -> one.isBefore(other) ? one : other);
        } finally {
            lock.unlock();
        }
    }

    void forget(String attemptId) {
        lock.lock();
        try {
            dueByAttempt.remove(attemptId);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a next try is planned. */
    boolean plans(String attemptId) {
        return isIn(dueByAttempt.keySet(), attemptId);
    }

    /** Whether a case is in these hands: planned, or being tried. */
    boolean knows(String attemptId) {
        return plans(attemptId) || isIn(beingTried, attemptId);
    }

    private boolean isIn(Set<String> attempts, String attemptId) {
        lock.lock();
        try {
            return attempts.contains(attemptId);
        } finally {
            lock.unlock();
        }
    }

    @Scheduled(fixedDelay = 200)
    void tick() {
        lock.lock();
        try {
            Instant now = clock.instant();
            var entries = dueByAttempt.entrySet().iterator();
            while (entries.hasNext() && slots.availablePermits() > 0) {
                var entry = entries.next();
                boolean due =
                        !entry.getValue().isAfter(now) && !beingTried.contains(entry.getKey());
                if (due && slots.tryAcquire()) {
                    entries.remove();
                    start(entry.getKey());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void start(String attemptId) {
        beingTried.add(attemptId);
        try {
            threads.execute(() -> run(attemptId));
        } catch (RejectedExecutionException _) {
            over(attemptId); // stopping: the case stays listed
        }
    }

    private void run(String attemptId) {
        try (var _ = LogContext.of(new AttemptId(attemptId))) {
            workOrLog(attemptId);
        } finally {
            over(attemptId);
        }
    }

    private void workOrLog(String attemptId) {
        try {
            work.accept(attemptId);
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("compensation.try_failed");
        }
    }

    private void over(String attemptId) {
        lock.lock();
        try {
            beingTried.remove(attemptId);
        } finally {
            lock.unlock();
        }
        slots.release();
    }

    @Override
    public void close() {
        threads.close();
    }
}
