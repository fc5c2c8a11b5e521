package io.tollbridge.operations.audit;

import io.tollbridge.operations.audit.AuditChain.Head;
import io.tollbridge.operations.audit.CassandraAuditStore.Appended;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Service;

/** Appends to the trail; returns only when the entry is durable. */
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

    AuditEntry record(AuditAction action) {
        appending.lock();
        try {
            for (int i = 0; i < TRIES; i++) {
                var now = systemClock.instant();
                var head = store.head(LocalDate.ofInstant(now, systemClock.getZone()));
                var entry = AuditChain.next(head, now, action);
                var appended = store.append(head, entry);
                if (appended == Appended.APPLIED
                        || (appended == Appended.UNCLEAR && stands(head, entry))) {
                    announcer.soon();
                    return entry;
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

    private boolean stands(Head before, AuditEntry entry) {
        store.head(entry.day()); // a serial read ends what is still under way
        return store.read(entry.day(), before.seq(), 1).contains(entry);
    }
}
