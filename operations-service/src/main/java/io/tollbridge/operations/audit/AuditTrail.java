package io.tollbridge.operations.audit;

import io.tollbridge.operations.audit.CassandraAuditStore.Appended;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Service;

/** Appends to the trail; returns only when the link is durable. */
@Service
public class AuditTrail {

    static final String NOTE = AuditTrail.class.getName();

    private static final int TRIES = 20;

    private final CassandraAuditStore store;
    private final AuditAnnouncer announcer;
    private final Clock systemClock;
    private final ReentrantLock appending = new ReentrantLock();

    AuditTrail(CassandraAuditStore store, AuditAnnouncer announcer, Clock systemClock) {
        this.store = store;
        this.announcer = announcer;
        this.systemClock = systemClock;
    }

    /** Lets a handler add to its own entry what its path does not say. */
    public static void note(HttpServletRequest request, String detail) {
        request.setAttribute(NOTE, detail);
    }

    /**
     * Records that an action begins, or how it ended, in the chain of the day on which it began. A
     * second time has no effect.
     *
     * @param at system time
     */
    void record(AuditAction action, Instant at) {
        var day = LocalDate.ofInstant(action.asked().begunAt(), systemClock.getZone());
        appending.lock();
        try {
            for (int i = 0; i < TRIES; i++) {
                var head = store.head(day); // a serial read ends what is still under way
                var appended = store.append(head, AuditChain.next(head, at, action));
                if (appended == Appended.APPLIED || store.holds(day, action)) {
                    announcer.soon(day);
                    return;
                }
            }
        } finally {
            appending.unlock();
        }
        throw ProblemException.unavailable(
                "audit_unavailable",
                "this cannot be recorded now, so it is not done",
                Duration.ofSeconds(1));
    }
}
