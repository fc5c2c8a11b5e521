package io.tollbridge.reconciliation;

import static io.tollbridge.reconciliation.Fixtures.bankCompleted;
import static io.tollbridge.reconciliation.Fixtures.bankEntry;
import static io.tollbridge.reconciliation.Fixtures.captured;
import static io.tollbridge.reconciliation.Fixtures.declined;
import static io.tollbridge.reconciliation.Fixtures.failed;
import static io.tollbridge.reconciliation.Fixtures.payoutCreated;
import static io.tollbridge.reconciliation.Fixtures.refunded;
import static io.tollbridge.reconciliation.Fixtures.started;
import static io.tollbridge.reconciliation.Fixtures.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.reconciliation.BreakOpened;
import io.tollbridge.contracts.reconciliation.BreakResolved;
import io.tollbridge.contracts.reconciliation.DayClosed;
import io.tollbridge.contracts.reconciliation.FundingMatched;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.contracts.reconciliation.PayoutMatched;
import io.tollbridge.kernel.Money;
import io.tollbridge.reconciliation.Fixtures.Statement;
import io.tollbridge.testkit.TestIdentity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The service whole: statements in, matches, breaks and closed days out. */
class ReconciliationIT extends ReconciliationScene {

    @Test
    void a_clean_day_is_matched_closed_funded_and_replaying_it_changes_nothing() {
        var day = LocalDate.of(2026, 2, 3);
        var noon = noon(day);
        var payments =
                List.of(
                        started("c1", 10_000, noon),
                        captured("c1", 10_000, noon),
                        captured("c2", 5_000, noon),
                        refunded("c2", 2_000, noon));
        var statement =
                new Statement(day, "h1")
                        .purchase("c1", 10_000, 125)
                        .purchase("c2", 5_000, 65)
                        .refund("c2", 2_000)
                        .complete();
        publisher.publish(payments);
        publisher.publish(statement);
        var closed = awaitDay(day);
        assertThat(closed.matched()).isEqualTo(3);
        assertThat(closed.breaks()).isZero();
        assertThat(closed.totals().getFirst().net()).isEqualTo(eur(12_810));
        assertThat(lines(day)).extracting(LineMatched::row).containsExactly(1, 2, 3);

        var bank =
                List.of(
                        payoutCreated("po_c", 7_000, noon),
                        bankEntry(day.plusDays(1), "b-c1", 12_810, null, remittance(day)),
                        bankEntry(day.plusDays(1), "b-c2", -7_000, "po_c", "Payout po_c"),
                        bankCompleted(day.plusDays(1), "bank-" + day.plusDays(1)));
        publisher.publish(bank);
        var funded = awaitOne(FundingMatched.class, e -> e.bankReference().equals("b-c1"));
        assertThat(funded.amount()).isEqualTo(eur(12_810));
        assertThat(funded.date()).isEqualTo(day);
        awaitOne(PayoutMatched.class, e -> e.payoutId().equals("po_c"));

        var before = byId();
        for (int times = 0; times < 2; times++) {
            publisher.publish(payments);
            publisher.publish(statement);
            publisher.publish(bank);
        }
        var marker = LocalDate.of(2026, 2, 20); // read after all of that
        publisher.publish(new Statement(marker, "h-marker").complete());
        publisher.publish(List.of(bankEntry(marker, "b-marker", 1, null, "marker")));
        awaitDay(marker);
        var difference =
                awaitOne(BreakOpened.class, e -> "b-marker".equals(e.difference().reference()));
        var after = byId();
        after.keySet().remove("day_" + Fixtures.CHANNEL + "_" + marker + ":1");
        after.keySet().remove(difference.difference().id() + ":1");
        assertThat(after).isEqualTo(before);
        assertThat(dayStatus(day)).isEqualTo("closed");
    }

    @Test
    void every_difference_is_a_break_of_its_type_and_the_rest_is_matched() {
        var day = LocalDate.of(2026, 3, 3);
        var noon = noon(day);
        publisher.publish(
                List.of(
                        captured("d1", 10_000, noon), // as expected
                        captured("d2", 10_000, noon), // missing at the channel
                        declined("d3", 10_000, noon), // paid there, declined here
                        unknown("d4", 10_000, noon), // paid there, unknown here
                        captured("d5", 10_000, noon), // another amount
                        captured("d6", 10_000, noon), // another currency
                        captured("d7", 10_000, noon), // another fee
                        captured("d8", 10_000, noon), // on it twice
                        captured("d9", 10_000, midnight(day).minusSeconds(2)))); // slipped
        publisher.publish(
                new Statement(day, "h1")
                        .purchase("d1", 10_000, 125)
                        .purchase("d0", 10_000, 125)
                        .purchase("d3", 10_000, 125)
                        .purchase("d4", 10_000, 125)
                        .purchase("d5", 9_999, 125)
                        .line("PURCHASE", "att_d6", Money.of(10_000, "USD"), Money.of(125, "USD"))
                        .purchase("d7", 10_000, 135)
                        .purchase("d8", 10_000, 125)
                        .purchase("d8", 10_000, 125)
                        .complete());
        var matched = awaitOpenBreaks(day);
        assertThat(matched.get("matched").asInt()).isEqualTo(2);
        assertThat(matched.get("breaks").asInt()).isEqualTo(9);
        assertThat(breaks(day))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "missing_internally att_d0", "open",
                                "missing_at_channel att_d2", "open",
                                "status_mismatch att_d3", "open",
                                "status_mismatch att_d4", "open",
                                "amount_mismatch att_d5", "open",
                                "currency_mismatch att_d6", "open",
                                "fee_mismatch att_d7", "open",
                                "duplicate att_d8", "open",
                                "cutoff_timing att_d9", "open"));

        publisher.publish(List.of(captured("d4", 10_000, noon))); // found out since
        var late = awaitOne(LineMatched.class, e -> e.reference().value().equals("att_d4"));
        assertThat(late.row()).isEqualTo(4);
        awaitStatus(day, "status_mismatch att_d4", "resolved");

        resolve(day, "fee_mismatch att_d7", "accepted");
        var accepted = awaitOne(LineMatched.class, e -> e.reference().value().equals("att_d7"));
        assertThat(accepted.fee()).isEqualTo(eur(135));

        resolve(day, "amount_mismatch att_d5", "accepted");
        var less = awaitOne(LineMatched.class, e -> e.reference().value().equals("att_d5"));
        assertThat(less.gross()).isEqualTo(eur(9_999));

        publisher.publish(
                new Statement(day.plusDays(1), "h2").purchase("d9", 10_000, 125).complete());
        assertThat(awaitDay(day.plusDays(1)).matched()).isEqualTo(1);
        awaitStatus(day, "cutoff_timing att_d9", "resolved");
        assertThat(breaks(day)).containsEntry("status_mismatch att_d3", "open");
    }

    @Test
    void an_item_that_is_on_neither_side_of_midnight_is_missing() {
        var day = LocalDate.of(2026, 4, 7);
        publisher.publish(List.of(captured("m1", 10_000, midnight(day).minusSeconds(1))));
        publisher.publish(new Statement(day, "h1").complete());
        awaitOpenBreaks(day);
        assertThat(breaks(day)).containsOnlyKeys("cutoff_timing att_m1");
        publisher.publish(new Statement(day.plusDays(1), "h2").complete());
        awaitDay(day.plusDays(1));
        awaitStatus(day, "missing_at_channel att_m1", "open");
        awaitStatus(day, "cutoff_timing att_m1", "resolved");
    }

    @Test
    void a_day_closes_once_when_the_last_of_its_breaks_is_resolved() {
        var day = LocalDate.of(2026, 2, 10);
        publisher.publish(
                List.of(captured("p1", 10_000, noon(day)), captured("p2", 500, noon(day))));
        publisher.publish(
                new Statement(day, "h1")
                        .purchase("p1", 10_000, 135) // another fee
                        .purchase("p3", 700, 13) // nothing known
                        .complete()); // and p2 is missing
        awaitOpenBreaks(day);
        resolve(day, "missing_internally att_p3", "test transaction");
        resolve(day, "fee_mismatch att_p1", "accepted");
        awaitOne(LineMatched.class, e -> e.reference().value().equals("att_p1"));
        assertThat(dayStatus(day)).isEqualTo("open_breaks");
        assertThat(all(DayClosed.class)).noneMatch(e -> e.date().equals(day));

        publisher.publish( // the line that was missing comes a day late
                new Statement(day.plusDays(1), "h2").purchase("p2", 500, 11).complete());
        var closed = awaitDay(day);
        assertThat(closed.matched()).isZero();
        assertThat(closed.breaks()).isEqualTo(3);
        await().until(() -> dayStatus(day).equals("closed"));
        awaitDay(day.plusDays(1));
    }

    @Test
    void what_is_paid_only_after_its_day_was_closed_is_a_break_too() {
        var day = LocalDate.of(2026, 2, 24);
        publisher.publish(List.of(unknown("l1", 10_000, noon(day)), unknown("l2", 500, noon(day))));
        publisher.publish(new Statement(day, "h1").complete());
        assertThat(awaitDay(day).breaks()).isZero(); // nobody knows whether they were paid

        publisher.publish(
                List.of(captured("l1", 10_000, noon(day)), captured("l2", 500, noon(day))));
        awaitStatus(day, "missing_at_channel att_l1", "open");
        awaitStatus(day, "missing_at_channel att_l2", "open");
        assertThat(all(DayClosed.class)).filteredOn(e -> e.date().equals(day)).hasSize(1);

        publisher.publish(new Statement(day.plusDays(1), "h2").purchase("l2", 500, 11).complete());
        awaitStatus(day, "missing_at_channel att_l2", "resolved");
        assertThat(breaks(day)).containsEntry("missing_at_channel att_l1", "open");
    }

    @Test
    void a_purchase_that_was_reversed_past_midnight_is_explained_by_its_reversal() {
        var day = LocalDate.of(2026, 2, 17);
        var next = day.plusDays(1);
        publisher.publish(
                List.of(
                        failed("v1", 10_000, noon(day)),
                        captured("v2", 10_000, noon(day)),
                        failed("v3", 10_000, noon(day))));
        publisher.publish(
                new Statement(day, "h1")
                        .purchase("v1", 10_000, 125)
                        .purchase("v2", 10_000, 125)
                        .purchase("v3", 10_000, 125)
                        .complete());
        awaitOpenBreaks(day);
        publisher.publish(
                new Statement(next, "h2")
                        .line("REFUND", "att_v1#reversal", eur(-10_000), eur(0))
                        .line("REFUND", "att_v2#reversal", eur(-10_000), eur(0)) // paid here
                        .line("REFUND", "att_v3#reversal", eur(-9_000), eur(0)) // not all of it
                        .complete());
        awaitStatus(day, "status_mismatch att_v1", "resolved");
        awaitStatus(next, "missing_internally att_v1#reversal", "resolved");
        assertThat(all(LineMatched.class))
                .filteredOn(e -> e.reference().value().equals("att_v1"))
                .extracting(LineMatched::net)
                .containsExactlyInAnyOrder(eur(9_875), eur(-10_000)); // the fee is a cost
        assertThat(timeOfLine(day, 1))
                .as("each is told as of its own day's decision")
                .isBefore(timeOfLine(next, 1));
        assertThat(breaks(day)).containsEntry("status_mismatch att_v3", "open");
        assertThat(breaks(next))
                .containsEntry("missing_internally att_v2#reversal", "open")
                .containsEntry("missing_internally att_v3#reversal", "open");
    }

    private Instant timeOfLine(LocalDate day, int row) {
        return Objects.requireNonNull(
                        events().get("stl_" + Fixtures.CHANNEL + "_" + day + ":" + row))
                .at();
    }

    @Test
    void money_of_the_other_mode_matches_no_statement_here() {
        var day = LocalDate.of(2026, 10, 20);
        publisher.publish(
                List.of(captured("live1", 10_000, noon(day)), captured("m1", 500, noon(day))));
        publisher.publish(
                new Statement(day, "h1")
                        .purchase("live1", 10_000, 125)
                        .purchase("m1", 500, 11)
                        .complete());
        awaitOpenBreaks(day);

        assertThat(breaks(day)).isEqualTo(Map.of("missing_internally att_live1", "open"));
        assertThat(lines(day)).extracting(LineMatched::net).containsExactly(eur(489));
    }

    @Test
    void another_file_for_a_decided_day_is_refused_with_a_break() {
        var day = LocalDate.of(2026, 5, 5);
        publisher.publish(List.of(captured("f1", 10_000, noon(day))));
        publisher.publish(new Statement(day, "h1").purchase("f1", 10_000, 125).complete());
        awaitDay(day);
        publisher.publish(new Statement(day, "h2").purchase("f1", 9_000, 113).complete());
        awaitStatus(day, "duplicate h2", "open");
        assertThat(lines(day)).hasSize(1);
        assertThat(day(day).get("file_hash").asString()).isEqualTo("h1");
    }

    @Test
    void breaks_are_for_operators_and_are_resolved_once() {
        var day = LocalDate.of(2026, 9, 1);
        publisher.publish(new Statement(day, "h1").purchase("o1", 10_000, 125).complete());
        awaitOpenBreaks(day);
        var merchant = TestIdentity.merchant("mch_1");
        assertThat(get("/v1/reconciliation/breaks", merchant).get("status").asInt()).isEqualTo(403);
        var resolved = resolve(day, "missing_internally att_o1", "test transaction");
        assertThat(resolved.get("status").asString()).isEqualTo("resolved");
        var again = resolve(day, "missing_internally att_o1", "test transaction");
        assertThat(again.get("status").asString()).isEqualTo("resolved");
        var other = resolve(day, "missing_internally att_o1", "something else");
        assertThat(other.get("code").asString()).isEqualTo("already_resolved");
        awaitOne(BreakResolved.class, e -> "att_o1".equals(e.difference().reference()));
        var page = get("/v1/reconciliation/breaks?status=resolved&limit=1");
        assertThat(page.get("data")).hasSize(1);
        var days = get("/v1/reconciliation/days?limit=1&channel=" + Fixtures.CHANNEL);
        assertThat(days.get("data")).hasSize(1);
    }
}
