package io.tollbridge.operations.audit;

import io.tollbridge.operations.audit.AuditChain.Head;
import io.tollbridge.starter.list.Cursor;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trail of a day, and whether it is whole. */
@RestController
@RequestMapping("/ops/v1/audit")
class AuditController {

    private static final String WHY = "reading the trail would make it longer than it is read";
    private static final int PAGE = 500;

    private final CassandraAuditStore store;
    private final Clock systemClock;

    /**
     * One entry.
     *
     * @param object always {@code audit_entry}
     */
    record EntryView(
            String object,
            String id,
            long seq,
            Instant at,
            String actor,
            String action,
            String subject,
            String result,
            String detail,
            String origin,
            String requestId,
            String hash) {

        static EntryView of(AuditEntry entry) {
            var action = entry.action();
            return new EntryView(
                    "audit_entry",
                    entry.id(),
                    entry.seq(),
                    entry.at(),
                    action.actor(),
                    action.action(),
                    action.subject(),
                    action.result(),
                    action.detail(),
                    action.origin(),
                    action.requestId(),
                    entry.hash());
        }
    }

    /**
     * What became of computing a day's chain again.
     *
     * @param object always {@code audit_verification}
     * @param entries how many were good before the first fault
     * @param head the hash of the last good one
     */
    record VerificationView(
            String object,
            LocalDate day,
            boolean valid,
            long entries,
            String head,
            @Nullable String fault) {}

    AuditController(CassandraAuditStore store, Clock systemClock) {
        this.store = store;
        this.systemClock = systemClock;
    }

    @GetMapping
    @Unaudited(WHY)
    ListView<EntryView> list(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate day,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var wanted = dayOf(day);
        int size = Limit.of(limit);
        var found = store.read(wanted, after(wanted, cursor), size + 1);
        boolean more = found.size() > size;
        List<AuditEntry> page = more ? found.subList(0, size) : found;
        return ListView.of(
                "/ops/v1/audit?day=" + wanted,
                page.stream().map(EntryView::of).toList(),
                more
                        ? Cursor.encode(wanted.toString(), Long.toString(page.getLast().seq()))
                        : null);
    }

    @GetMapping("/verify")
    @Unaudited(WHY)
    VerificationView verify(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
                    @Nullable LocalDate day) {
        var wanted = dayOf(day);
        Head stated = store.head(wanted); // before the entries: what comes after it is new
        Head good = Head.begin(wanted);
        String fault = null;
        List<AuditEntry> page;
        do {
            page = store.read(wanted, good.seq(), PAGE);
            for (AuditEntry entry : page) {
                fault = AuditChain.fault(good, entry);
                if (fault != null) {
                    return view(good, fault);
                }
                good = AuditChain.after(entry);
                if (good.seq() == stated.seq() && !good.equals(stated)) {
                    return view(good, "the head is not entry " + good.seq());
                }
            }
        } while (page.size() == PAGE);
        return view(good, good.seq() < stated.seq() ? "the end is missing" : fault);
    }

    private static VerificationView view(Head good, @Nullable String fault) {
        return new VerificationView(
                "audit_verification", good.day(), fault == null, good.seq(), good.hash(), fault);
    }

    private LocalDate dayOf(@Nullable LocalDate asked) {
        return asked == null
                ? LocalDate.ofInstant(systemClock.instant(), systemClock.getZone())
                : asked;
    }

    private static long after(LocalDate day, @Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        var words = Cursor.decode(cursor);
        if (words.size() != 2 || !words.getFirst().equals(day.toString())) {
            throw ProblemException.badRequest(
                    "invalid_cursor", "cursor", "cursor: (expected: one of the same day's list)");
        }
        return Long.parseLong(words.getLast());
    }
}
