package io.tollbridge.accounting.seal;

import static io.tollbridge.accounting.Happenings.NOON;
import static io.tollbridge.accounting.Happenings.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.accounting.balance.Sums;
import io.tollbridge.accounting.seal.Seal.Range;
import io.tollbridge.accounting.seal.Seal.Span;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SealTest {

    private static final Merkle.Hash ROOT = Merkle.leaf(new byte[] {1});
    private static final Merkle.Hash OTHER = Merkle.leaf(new byte[] {2});
    private static final Range RANGE = new Range(new Span("payments/2026-11", 3, 7, 10), 2, ROOT);
    private static final Seal SEAL = seal(1, TODAY, List.of(RANGE), 1500, ROOT, OTHER, NOON);

    @Test
    void a_change_of_any_field_gives_another_hash() {
        var later = NOON.plusMillis(1);
        var ranges = List.of(RANGE);
        var changed =
                List.of(
                        seal(2, TODAY, ranges, 1500, ROOT, OTHER, NOON),
                        seal(1, TODAY.plusDays(1), ranges, 1500, ROOT, OTHER, NOON),
                        seal(1, TODAY, List.of(), 1500, ROOT, OTHER, NOON),
                        seal(1, TODAY, ranges, 1501, ROOT, OTHER, NOON),
                        seal(1, TODAY, ranges, 1500, OTHER, OTHER, NOON),
                        seal(1, TODAY, ranges, 1500, ROOT, ROOT, NOON),
                        seal(1, TODAY, ranges, 1500, ROOT, OTHER, later));
        assertThat(Seal.class.getRecordComponents()).hasSameSizeAs(changed);
        assertThat(changed)
                .extracting(Seal::hash)
                .doesNotContain(SEAL.hash())
                .doesNotHaveDuplicates();
    }

    @Test
    void what_is_stored_as_text_is_read_as_it_was() {
        assertThat(RANGE).hasToString("payments/2026-11 3 7 10 2 " + ROOT);
        assertThat(Range.of(RANGE.toString())).isEqualTo(RANGE);
        assertThat(SEAL.totalLines()).containsExactly("EUR 1500 1500 4");
        assertThat(Seal.totalsOf(SEAL.totalLines())).isEqualTo(SEAL.totals());
    }

    private static Seal seal(
            long number,
            LocalDate label,
            List<Range> ranges,
            long euros,
            Merkle.Hash root,
            Merkle.Hash previous,
            Instant at) {
        var units = BigInteger.valueOf(euros);
        var totals = new TreeMap<>(Map.of("EUR", new Sums(units, units, 4)));
        return new Seal(number, label, ranges, totals, root, previous, at);
    }
}
