package io.tollbridge.accounting.seal;

import io.tollbridge.accounting.balance.Sums;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.PostingStore;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Adds up the postings of a span as they are now. */
final class SpanReader {

    private final PostingStore postings;
    private final PlaceIndex index;

    SpanReader(PostingStore postings, PlaceIndex index) {
        this.postings = postings;
        this.index = index;
    }

    /**
     * The range that a span is now.
     *
     * @param totals what the postings come to is added here
     * @param different is told of each posting that is not as it was indexed, and what it is now
     */
    Seal.Range read(
            Seal.Span span, SortedMap<String, Sums> totals, BiConsumer<UUID, String> different) {
        var tree = new Merkle.Growing();
        index.each(span, page -> add(page, tree, totals, different));
        return new Seal.Range(span, tree.size(), tree.root());
    }

    private void add(
            List<PlaceIndex.Indexed> page,
            Merkle.Growing tree,
            SortedMap<String, Sums> totals,
            BiConsumer<UUID, String> different) {
        var found = postings.find(page.stream().map(PlaceIndex.Indexed::postingId).toList());
        for (var indexed : page) {
            Posting posting = found.get(indexed.postingId());
            if (posting == null) {
                different.accept(indexed.postingId(), "missing");
                continue;
            }
            var leaf = Leaf.hash(posting);
            if (!leaf.equals(indexed.leaf())) {
                different.accept(indexed.postingId(), "changed");
            }
            tree.add(leaf);
            var journal = posting.journal();
            for (var line : journal.lines()) {
                totals.merge(
                        journal.currency().code(),
                        Sums.ZERO.plus(line.side(), line.amount()),
                        Sums::plus);
            }
        }
    }
}
