package io.tollbridge.accounting.seal;

import io.tollbridge.accounting.balance.Sums;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What all postings of some places were at one moment, and which seal came before: whoever has the
 * hash of the newest can tell whether any posting under any of them has changed.
 *
 * @param number 1, 2, 3 ...
 * @param label the business day that it was made after; says nothing about the days of its postings
 * @param ranges the places whose postings it covers
 * @param totals by code of the currency
 * @param root over the roots of the ranges
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

    /** What the first seal has in place of the hash of one before. */
    public static final Merkle.Hash NOTHING_BEFORE = Merkle.root(List.of());

    public Seal {
        ranges = List.copyOf(ranges);
        totals = Collections.unmodifiableSortedMap(new TreeMap<>(totals));
        sealedAt = sealedAt.truncatedTo(ChronoUnit.MILLIS); // what Cassandra keeps
    }

    /** Offsets of one partition in one part of the balances, such as {@code payments/2026-11}. */
    public record Span(String part, int partition, long from, long until) {}

    /**
     * A span with what was there.
     *
     * @param leaves how many postings
     * @param root over their leaves, in order of offset and id
     */
    public record Range(Span span, long leaves, Merkle.Hash root) {

        @Override
        public String toString() {
            return "%s %d %d %d %d %s"
                    .formatted(span.part, span.partition, span.from, span.until, leaves, root);
        }

        /** Reads what {@link #toString} wrote. */
        static Range of(String text) {
            var at = text.split(" ", -1);
            var span =
                    new Span(
                            at[0],
                            Integer.parseInt(at[1]),
                            Long.parseLong(at[2]),
                            Long.parseLong(at[3]));
            return new Range(span, Long.parseLong(at[4]), Merkle.Hash.of(at[5]));
        }
    }

    static Seal of(
            long number,
            LocalDate label,
            List<Range> ranges,
            SortedMap<String, Sums> totals,
            Merkle.Hash previous,
            Instant sealedAt) {
        var root = Merkle.root(ranges.stream().map(Range::root).toList());
        return new Seal(number, label, ranges, totals, root, previous, sealedAt);
    }

    /** How many postings it covers. */
    public long leaves() {
        return ranges.stream().mapToLong(Range::leaves).sum();
    }

    /** The totals as lines of text, {@code EUR 100 100 2}. */
    List<String> totalLines() {
        return totals.entrySet().stream()
                .map(each ->
                        "%s %d %d %d"
                                .formatted(
                                        each.getKey(),
                                        each.getValue().debits(),
                                        each.getValue().credits(),
                                        each.getValue().entries()))
                .toList();
    }

    /** Reads what {@link #totalLines} wrote. */
    static SortedMap<String, Sums> totalsOf(List<String> lines) {
        return lines.stream()
                .map(line -> line.split(" ", -1))
                .collect(
                        Collectors.toMap(
                                at -> at[0],
                                at ->
                                        new Sums(
                                                new BigInteger(at[1]),
                                                new BigInteger(at[2]),
                                                Long.parseLong(at[3])),
                                Sums::plus,
                                TreeMap::new));
    }

    /** Covers every field, one to a line. */
    public Merkle.Hash hash() {
        var text = new StringBuilder("seal 1\n"); // the version of this text
        text.append(number).append('\n').append(label).append('\n');
        ranges.forEach(range -> text.append(range).append('\n'));
        totalLines().forEach(line -> text.append(line).append('\n'));
        text.append(root).append('\n').append(previous).append('\n');
        text.append(sealedAt.toEpochMilli()).append('\n');
        return Merkle.leaf(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
