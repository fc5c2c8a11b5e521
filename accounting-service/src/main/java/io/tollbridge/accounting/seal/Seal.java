package io.tollbridge.accounting.seal;

import io.tollbridge.accounting.balance.Sums;
import io.tollbridge.accounting.posting.Posting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a set of postings was at one moment, and which seal came before: whoever has the hash of the
 * newest can tell whether any posting under any of them has changed.
 *
 * @param number 1, 2, 3 ...
 * @param label the business day that it was made after; says nothing about the days of its postings
 * @param ranges the places whose postings it covers
 * @param totals by code of the currency
 * @param root over the leaves of the postings
 * @param previous the hash of the seal before; of the first it is the root over nothing
 */
public record Seal(
        long number,
        LocalDate label,
        List<Range> ranges,
        SortedMap<String, Sums> totals,
        Merkle.Hash root,
        Merkle.Hash previous,
        Instant sealedAt) {

    public Seal {
        ranges = List.copyOf(ranges);
        totals = Collections.unmodifiableSortedMap(new TreeMap<>(totals));
        sealedAt = sealedAt.truncatedTo(ChronoUnit.MILLIS); // what Cassandra keeps
    }

    /**
     * Offsets of one partition in one part of the balances.
     *
     * @param part as the balances name it, {@code payments/2026-11}
     * @param from the first offset
     * @param until after the last one
     */
    public record Range(String part, int partition, long from, long until) {}

    /** What the first seal has in place of the hash of one before. */
    public static final Merkle.Hash NOTHING_BEFORE = Merkle.root(List.of());

    /** The seal over these postings, which are all that the ranges have. */
    public static Seal of(
            long number,
            LocalDate label,
            List<Range> ranges,
            Collection<Posting> postings,
            Merkle.Hash previous,
            Instant sealedAt) {
        var root = Merkle.root(List.copyOf(Audit.leaves(postings).values()));
        return new Seal(number, label, ranges, totals(postings), root, previous, sealedAt);
    }

    private static SortedMap<String, Sums> totals(Collection<Posting> postings) {
        var totals = new TreeMap<String, Sums>();
        for (Posting posting : postings) {
            for (var line : posting.journal().lines()) {
                totals.merge(
                        posting.journal().currency().code(),
                        Sums.ZERO.plus(line.side(), line.amount()),
                        Sums::plus);
            }
        }
        return totals;
    }

    /** Covers every field, one to a line. */
    public Merkle.Hash hash() {
        var text = new StringBuilder("seal 1\n"); // the version of this text
        text.append(number).append('\n').append(label).append('\n');
        for (Range range : ranges) {
            text.append(range.part).append(' ').append(range.partition).append(' ');
            text.append(range.from).append(' ').append(range.until).append('\n');
        }
        totals.forEach((currency, sums) -> {
            text.append(currency).append(' ').append(sums.debits()).append(' ');
            text.append(sums.credits()).append(' ').append(sums.entries()).append('\n');
        });
        text.append(root).append('\n').append(previous).append('\n');
        text.append(sealedAt.toEpochMilli()).append('\n');
        return Merkle.leaf(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What is wrong with this seal, by the postings that are there now; nothing is the normal case.
     */
    public List<String> faults(Collection<Posting> postings, Merkle.Hash before) {
        var now = of(number, label, ranges, postings, before, sealedAt);
        var faults = new ArrayList<String>();
        if (!previous.equals(before)) {
            faults.add("previous " + previous + " (expected: " + before + ")");
        }
        if (!root.equals(now.root)) {
            faults.add("root " + root + " (expected: " + now.root + ")");
        }
        if (!totals.equals(now.totals)) {
            faults.add("totals " + totals + " (expected: " + now.totals + ")");
        }
        return faults;
    }
}
