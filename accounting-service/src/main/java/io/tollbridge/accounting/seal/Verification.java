package io.tollbridge.accounting.seal;

import io.tollbridge.accounting.balance.Balances;
import io.tollbridge.accounting.balance.Sums;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.accounting.seal.Seal.Range;
import io.tollbridge.accounting.seal.SealStore.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes every seal from the postings that are there now, and looks for postings under a seal
 * that no seal knows. Reads every posting; holds a page of them at a time.
 */
final class Verification {

    /** More would only repeat that something is very wrong. */
    private static final int MOST_FINDINGS = 100;

    private final PostingStore postings;
    private final PlaceIndex index;
    private final Chain chain;
    private final SpanReader spans;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * One thing that is not as it was sealed.
     *
     * @param seal its number; null for a posting that no seal knows
     * @param posting null when it is not one posting
     * @param fault for people
     */
    public record Finding(@Nullable Long seal, @Nullable UUID posting, String fault) {}

    /**
     * What came of it.
     *
     * @param seals how many there are
     * @param postings how many they cover
     * @param newest the hash of the last one
     * @param findings nothing is the normal case; at most {@value #MOST_FINDINGS}
     */
    public record Result(
            boolean verified, long seals, long postings, String newest, List<Finding> findings) {}

    private Verification(SealStore seals, PostingStore postings, PlaceIndex index) {
        this.postings = postings;
        this.index = index;
        this.chain = Chain.of(seals);
        this.spans = new SpanReader(postings, index);
    }

    static Result of(SealStore seals, PostingStore postings, PlaceIndex index) {
        return new Verification(seals, postings, index).run();
    }

    private Result run() {
        var before = Seal.NOTHING_BEFORE;
        long number = 1;
        var untils = new HashMap<Chain.Place, Long>();
        for (Stored stored : chain.seals()) {
            chained(stored, number, before);
            recomputed(stored.seal(), untils);
            before = stored.hash();
            number = stored.seal().number() + 1;
        }
        unknown();
        return new Result(
                findings.isEmpty(),
                chain.seals().size(),
                chain.seals().stream().mapToLong(each -> each.seal().leaves()).sum(),
                chain.hash().toString(),
                List.copyOf(findings));
    }

    private void chained(Stored stored, long number, Merkle.Hash before) {
        var seal = stored.seal();
        expect(seal.number(), "number", seal.number(), number);
        expect(seal.number(), "previous", seal.previous(), before);
        expect(seal.number(), "hash", stored.hash(), seal.hash());
    }

    private void recomputed(Seal seal, Map<Chain.Place, Long> untils) {
        var totals = new TreeMap<String, Sums>();
        var now = new ArrayList<Range>();
        for (Range range : seal.ranges()) {
            var span = range.span();
            Long until = untils.put(new Chain.Place(span.part(), span.partition()), span.until());
            expect(seal.number(), "begin of " + span, span.from(), until == null ? 0 : until);
            var read =
                    spans.read(
                            span,
                            totals,
                            (posting, what) -> add(new Finding(seal.number(), posting, what)));
            expect(seal.number(), "range", range, read);
            now.add(read);
        }
        expect(
                seal.number(),
                "root",
                seal.root(),
                Merkle.root(now.stream().map(Range::root).toList()));
        expect(seal.number(), "totals", seal.totals(), totals);
    }

    /** First counted, since that takes no question for each posting. */
    private void unknown() {
        var counts = new HashMap<Chain.Place, Long>();
        postings.each(posting -> {
            if (isCovered(posting)) {
                counts.merge(place(posting), 1L, Math::addExact);
            }
        });
        Set<Chain.Place> differing = new HashSet<>();
        counts.forEach((place, count) -> {
            if (count != chain.covered(place).leaves()) {
                differing.add(place);
            }
        });
        if (differing.isEmpty()) {
            return;
        }
        postings.each(posting -> {
            if (differing.contains(place(posting)) && isCovered(posting) && !index.has(posting)) {
                add(new Finding(null, posting.id(), "is under a seal that does not know it"));
            }
        });
    }

    private boolean isCovered(Posting posting) {
        return posting.source().place().offset() < chain.covered(place(posting)).until();
    }

    private static Chain.Place place(Posting posting) {
        var place = posting.source().place();
        return new Chain.Place(Balances.part(place, posting.period()), place.partition());
    }

    private void expect(long seal, String what, Object found, Object expected) {
        if (!found.equals(expected)) {
            add(new Finding(seal, null, what + " " + found + " (expected: " + expected + ")"));
        }
    }

    private void add(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }
}
