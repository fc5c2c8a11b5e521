package io.tollbridge.operations.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Puts beginnings and ends together. */
@Service
class AuditEntries {

    private static final int PAGE = 500;

    private final CassandraAuditStore store;

    AuditEntries(CassandraAuditStore store) {
        this.store = store;
    }

    /** A day's entries that began after a link, in the order in which they came to be known. */
    List<AuditEntry> read(LocalDate day, long afterSeq, int limit) {
        var begun = new ArrayList<AuditLink>();
        long after = afterSeq;
        List<AuditLink> page;
        do {
            page = store.read(day, after, PAGE);
            for (AuditLink link : page) {
                after = link.seq();
                if (link.action().isBeginning() && begun.size() < limit) {
                    begun.add(link);
                }
            }
        } while (page.size() == PAGE && begun.size() < limit);
        var ends = store.ends(day, begun.stream().map(link -> link.action().asked().id()).toList());
        return begun.stream()
                .map(link -> new AuditEntry(link, end(ends.get(link.action().asked().id()))))
                .toList();
    }

    private static AuditEntry.@Nullable End end(@Nullable AuditLink link) {
        if (link == null) {
            return null;
        }
        var action = link.action();
        return new AuditEntry.End(link.at(), Integer.parseInt(action.result()), action.detail());
    }
}
