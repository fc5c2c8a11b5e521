package io.tollbridge.accounting.seal;

import io.tollbridge.accounting.balance.BalanceStore;
import io.tollbridge.accounting.balance.BalanceStore.Part;
import io.tollbridge.accounting.balance.Sums;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.accounting.seal.Seal.Range;
import io.tollbridge.accounting.seal.Seal.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Makes the next seal: over all that balances include and no seal covers yet. */
final class Sealer {

    private static final int AT_ONCE = 500;
    private static final Comparator<Span> ORDER =
            Comparator.comparing(Span::part).thenComparingInt(Span::partition);

    private final BalanceStore balances;
    private final PostingStore postings;
    private final PlaceIndex index;
    private final SealStore seals;
    private final SpanReader spans;

    Sealer(BalanceStore balances, PostingStore postings, PlaceIndex index, SealStore seals) {
        this.balances = balances;
        this.postings = postings;
        this.index = index;
        this.seals = seals;
        this.spans = new SpanReader(postings, index);
    }

    /**
     * Whether the next seal is of this instance, and not of another that was faster. Throws when a
     * posting is not what it was when it was booked: a seal over it would only hide that.
     */
    boolean seal(LocalDate label, Instant now) {
        var parts = balances.parts(); // before anything is read: what they include is there
        var chain = Chain.of(seals);
        if (chain.length() == 0) {
            indexAll();
        }
        var ranges = new ArrayList<Range>();
        var totals = new TreeMap<String, Sums>();
        for (Span span : open(parts, chain)) {
            var range =
                    spans.read(
                            span,
                            totals,
                            (posting, what) -> {
                                throw new IllegalStateException(
                                        "posting "
                                                + posting
                                                + ": "
                                                + what
                                                + " since it was booked");
                            });
            ranges.add(range);
        }
        var next = Seal.of(chain.length() + 1, label, ranges, totals, chain.hash(), now);
        return seals.append(next);
    }

    private static List<Span> open(List<Part> parts, Chain chain) {
        var open = new ArrayList<Span>();
        for (Part part : parts) {
            part.head()
                    .nextOffset()
                    .forEach((partition, until) -> {
                        long from = chain.until(part.name(), partition);
                        if (from < until) {
                            open.add(new Span(part.name(), partition, from, until));
                        }
                    });
        }
        open.sort(ORDER);
        return open;
    }

    /**
     * What was booked before there was an index; a leaf that is there stays, it is of the time of
     * booking.
     */
    private void indexAll() {
        var some = new ArrayList<Posting>(AT_ONCE);
        postings.each(posting -> {
            if (!index.has(posting)) {
                some.add(posting);
            }
            if (some.size() == AT_ONCE) {
                index.insert(some);
                some.clear();
            }
        });
        index.insert(some);
    }
}
