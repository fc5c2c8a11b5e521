package io.tollbridge.operations.story;

import io.tollbridge.contracts.settlements.PayoutView;
import io.tollbridge.contracts.settlements.SettlementClosed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a batch of events comes to, sorted by the partition it is written to. */
final class StoryWrites {

    private final Map<String, List<StoryLine>> lines = new LinkedHashMap<>();
    private final Set<Reference> references = new LinkedHashSet<>();
    private final List<ClosedBatch> closed = new ArrayList<>();
    private final List<BatchPayout> payouts = new ArrayList<>();

    record Reference(String kind, String reference, String payment) {}

    /** A settlement batch, by what its items say of it. */
    record ClosedBatch(SettlementClosed batch, StoryLine line) {}

    record BatchPayout(String batch, PayoutView payout, StoryLine line) {}

    void line(String payment, StoryLine line) {
        lines.computeIfAbsent(payment, _ -> new ArrayList<>()).add(line);
    }

    void reference(String kind, String reference, String payment) {
        references.add(new Reference(kind, reference, payment));
    }

    void closed(SettlementClosed batch, StoryLine line) {
        closed.add(new ClosedBatch(batch, line));
    }

    void payout(PayoutView payout, StoryLine line) {
        payout.batches().forEach(batch -> payouts.add(new BatchPayout(batch, payout, line)));
    }

    Map<String, List<StoryLine>> lines() {
        return lines;
    }

    Set<Reference> references() {
        return references;
    }

    List<ClosedBatch> closed() {
        return closed;
    }

    List<BatchPayout> payouts() {
        return payouts;
    }
}
