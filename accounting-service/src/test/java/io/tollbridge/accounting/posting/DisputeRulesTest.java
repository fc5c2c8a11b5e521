package io.tollbridge.accounting.posting;

import static io.tollbridge.accounting.posting.PostingRulesTest.balances;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.accounting.Happenings;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DisputeRulesTest {

    private static final long A = 10_00;

    /** However a dispute ends, nothing stays held or in progress. */
    @Test
    void a_dispute_ends_with_the_money_where_it_belongs() {
        var h = Happenings.of("mch_1", "pay_1", "EUR");
        var taken = h.purchased(A);
        var withdrawn = h.dispute().withdrawn(A);
        var lost = h.dispute().closed(A, "lost", true);
        var before = balances(Stream.of(taken));

        assertThat(balances(Stream.of(taken, withdrawn, lost))).isEmpty();
        assertThat(
                        balances(
                                Stream.of(
                                        taken,
                                        withdrawn,
                                        h.dispute().reinstated(A, false),
                                        h.dispute().closed(A, "won", false))))
                .isEqualTo(before);
        assertThat(
                        balances(
                                Stream.of(
                                        taken,
                                        withdrawn,
                                        lost,
                                        h.dispute().reinstated(A, true),
                                        h.dispute().closed(A, "won", false))))
                .isEqualTo(before);
    }
}
