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
    private final AuditEntries entries;
    private final Clock systemClock;

    /**
     * One action of an operator, or a refusal of somebody else.
     *
     * @param object always {@code audit_entry}
     * @param service who was asked
     * @param action method and route
     * @param target what it was done to
     * @param at when it began, in system time
     * @param outcome {@code done}, {@code refused} or {@code failed}; {@code open} as long as no
     *     end was recorded: it is under way, or its process died
     * @param status the HTTP status of the answer
     * @param detail what the handler had to say of it, and the code of its problem; may be empty
     * @param seq the number of its beginning in the day's chain
     * @param hash of its beginning and all links before it
     */
    record EntryView(
            String object,
            String id,
            String service,
            String actor,
            String action,
            String target,
            Instant at,
            String outcome,
            @Nullable Instant endedAt,
            @Nullable Integer status,
            String detail,
            String origin,
            String requestId,
            long seq,
            String hash) {

        static EntryView of(AuditEntry entry) {
            var begun = entry.begun();
            var asked = begun.action().asked();
            var end = entry.end();
            return new EntryView(
                    "audit_entry",
                    asked.id(),
                    asked.service(),
                    asked.actor(),
                    asked.action(),
                    asked.target(),
                    begun.at(),
                    entry.outcome().wire(),
                    end == null ? null : end.at(),
                    end == null ? null : end.status(),
                    end == null ? "" : end.detail(),
                    asked.origin(),
                    asked.requestId(),
                    begun.seq(),
                    begun.hash());
        }
    }

    /**
     * What became of computing a day's chain again.
     *
     * @param object always {@code audit_verification}
     * @param links how many were good before the first fault: an entry has one or two
     * @param head the hash of the last good one
     */
    record VerificationView(
            String object,
            LocalDate day,
            boolean valid,
            long links,
            String head,
            @Nullable String fault) {}

    AuditController(CassandraAuditStore store, AuditEntries entries, Clock systemClock) {
        this.store = store;
        this.entries = entries;
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
        var found = entries.read(wanted, after(wanted, cursor), size + 1);
        boolean more = found.size() > size;
        List<AuditEntry> page = more ? found.subList(0, size) : found;
        return ListView.of(
                "/ops/v1/audit?day=" + wanted,
                page.stream().map(EntryView::of).toList(),
                more
                        ? Cursor.encode(
                                wanted.toString(), Long.toString(page.getLast().begun().seq()))
                        : null);
    }

    @GetMapping("/verify")
    @Unaudited(WHY)
    VerificationView verify(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
                    @Nullable LocalDate day) {
        var wanted = dayOf(day);
        Head stated = store.head(wanted); // before the links: what comes after it is new
        Head good = Head.begin(wanted);
        String fault = null;
        List<AuditLink> page;
        do {
            page = store.read(wanted, good.seq(), PAGE);
            for (AuditLink link : page) {
                fault = AuditChain.fault(good, link);
                if (fault != null) {
                    return view(good, fault);
                }
                good = AuditChain.after(link);
                if (good.seq() == stated.seq() && !good.equals(stated)) {
                    return view(good, "the head is not link " + good.seq());
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
