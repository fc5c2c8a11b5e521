package io.tollbridge.accounting.seal;

import static io.tollbridge.accounting.Happenings.NOON;
import static io.tollbridge.accounting.Happenings.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.accounting.Happenings;
import io.tollbridge.accounting.balance.Sums;
import io.tollbridge.accounting.posting.Place;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.PostingRules;
import io.tollbridge.accounting.seal.Seal.Range;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SealTest {

    private static final List<Posting> BOOKED =
            Stream.of(booked(7, 1000, "EUR"), booked(8, 20, "JPY"), booked(9, 500, "EUR"))
                    .flatMap(List::stream)
                    .toList();
    private static final List<Range> RANGES = List.of(new Range("payments/2026-11", 3, 7, 10));
    private static final Seal FIRST = Seal.of(1, TODAY, RANGES, BOOKED, Seal.NOTHING_BEFORE, NOON);

    @Test
    void a_seal_has_the_totals_of_each_currency() {
        assertThat(FIRST.totals()).containsOnlyKeys("EUR", "JPY");
        assertThat(FIRST.totals().get("EUR")).isEqualTo(sums(1500, 4));
        assertThat(FIRST.totals().get("JPY")).isEqualTo(sums(20, 2));
    }

    @Test
    void what_stands_has_no_faults() {
        var second = Seal.of(2, TODAY, List.of(), List.of(), FIRST.hash(), NOON);

        assertThat(FIRST.faults(BOOKED.reversed(), Seal.NOTHING_BEFORE)).isEmpty();
        assertThat(second.faults(List.of(), FIRST.hash())).isEmpty();
    }

    @Test
    void a_posting_less_is_seen_in_root_and_totals() {
        assertThat(FIRST.faults(BOOKED.subList(1, BOOKED.size()), Seal.NOTHING_BEFORE))
                .satisfiesExactly(
                        root -> assertThat(root).startsWith("root " + FIRST.root()),
                        totals -> assertThat(totals).startsWith("totals "));
    }

    @Test
    void a_change_of_any_field_breaks_the_chain() {
        var totals = new TreeMap<>(FIRST.totals());
        totals.put("EUR", sums(1501, 4));
        var next = Seal.of(2, TODAY, List.of(), List.of(), FIRST.hash(), NOON);
        var root = next.root();
        var changed =
                List.of(
                        seal(2, FIRST.totals(), FIRST.root()),
                        seal(1, totals, FIRST.root()),
                        seal(1, FIRST.totals(), root),
                        Seal.of(1, TODAY.plusDays(1), RANGES, BOOKED, FIRST.previous(), NOON),
                        Seal.of(1, TODAY, List.of(), BOOKED, FIRST.previous(), NOON),
                        Seal.of(1, TODAY, RANGES, BOOKED, FIRST.hash(), NOON),
                        Seal.of(1, TODAY, RANGES, BOOKED, FIRST.previous(), NOON.plusMillis(1)));

        assertThat(Seal.class.getRecordComponents()).hasSameSizeAs(changed);
        assertThat(changed)
                .allSatisfy(other ->
                        assertThat(next.faults(List.of(), other.hash()))
                                .containsExactly(
                                        "previous "
                                                + FIRST.hash()
                                                + " (expected: "
                                                + other.hash()
                                                + ")"));
    }

    private static Seal seal(long number, SortedMap<String, Sums> totals, Merkle.Hash root) {
        return new Seal(number, TODAY, RANGES, totals, root, FIRST.previous(), NOON);
    }

    private static Sums sums(long units, long entries) {
        var both = BigInteger.valueOf(units);
        return new Sums(both, both, entries);
    }

    private static List<Posting> booked(long offset, long amount, String currency) {
        var h = Happenings.of("mch_1", "pay_" + offset, currency);
        var source = new Posting.Source(h.payment() + ":3", new Place("payments", 3, offset), NOON);
        return Posting.of(PostingRules.book(h.purchased(amount)), source);
    }
}
