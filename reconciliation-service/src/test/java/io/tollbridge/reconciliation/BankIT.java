package io.tollbridge.reconciliation;

import static io.tollbridge.reconciliation.Fixtures.bankCompleted;
import static io.tollbridge.reconciliation.Fixtures.bankEntry;
import static io.tollbridge.reconciliation.Fixtures.bankReturn;
import static io.tollbridge.reconciliation.Fixtures.captured;
import static io.tollbridge.reconciliation.Fixtures.payoutCreated;
import static io.tollbridge.reconciliation.Fixtures.refunded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.reconciliation.BreakResolved;
import io.tollbridge.contracts.reconciliation.FundingMatched;
import io.tollbridge.contracts.reconciliation.PayoutMatched;
import io.tollbridge.contracts.reconciliation.PayoutReturned;
import io.tollbridge.reconciliation.Fixtures.Statement;
import io.tollbridge.starter.event.EventEnvelope;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * The bank's statements against what channels owe and what was paid out. In a service of its own:
 * the last day that a bank has shown makes all money before it overdue.
 */
@TestPropertySource(properties = "tollbridge.reconciliation.sweep-interval=110ms")
class BankIT extends ReconciliationScene {

    @Test
    void bank_entries_that_do_not_agree_are_breaks() {
        var day = LocalDate.of(2026, 6, 2);
        publisher.publish(List.of(captured("k1", 10_000, noon(day))));
        publisher.publish(new Statement(day, "h1").purchase("k1", 10_000, 125).complete());
        awaitDay(day);
        var next = day.plusDays(1);
        publisher.publish(
                List.of(
                        payoutCreated("po_k", 5_000, noon(day)),
                        bankEntry(next, "b-k1", 9_874, null, remittance(day)),
                        bankEntry(next, "b-k2", 123, null, "rent"),
                        bankEntry(next, "b-k3", -5_001, "po_k", null)));
        awaitStatus(next, "bank_short b-k1", "open");
        awaitStatus(next, "bank_unidentified b-k2", "open");
        awaitStatus(next, "bank_over b-k3", "open");
        publisher.publish(List.of(captured("k4", 500, noon(next)))); // nobody ever pays that
        publisher.publish(new Statement(next, "h2").purchase("k4", 500, 11).complete());
        awaitDay(next);
        publisher.publish(List.of(bankCompleted(day.plusDays(9), "bank-late")));
        awaitStatus(next, "bank_missing FUNDING|sandbox-acquirer|EUR|" + next, "open");
        assertThat(breaks(day)).as("what came short is not missing as well").isEmpty();

        resolve(next, "bank_short b-k1", "accepted");
        var accepted = awaitOne(FundingMatched.class, e -> e.bankReference().equals("b-k1"));
        assertThat(accepted.amount()).isEqualTo(eur(9_874));
        assertThat(accepted.date()).isEqualTo(day);
        resolve(next, "bank_over b-k3", "accepted"); // a payout is not: it was to be another sum
        awaitOne(BreakResolved.class, e -> "b-k3".equals(e.difference().reference()));
        assertThat(all(PayoutMatched.class)).noneMatch(e -> e.payoutId().equals("po_k"));
    }

    @Test
    void a_payout_of_the_other_mode_is_not_found() {
        var day = LocalDate.of(2026, 10, 20);
        publisher.publish(
                List.of(
                        payoutCreated("po_live", 5_000, noon(day)),
                        payoutCreated("po_test", 400, noon(day)),
                        bankEntry(day, "b-m1", -5_000, "po_live", null),
                        bankEntry(day, "b-m2", -400, "po_test", null)));
        awaitOne(PayoutMatched.class, e -> e.payoutId().equals("po_test"));

        await().until(() -> {
            clock.follow(clock.offset().plus(Duration.ofMinutes(11)).toMillis());
            return breaks(day).containsKey("bank_unidentified b-m1");
        });
        assertThat(all(PayoutMatched.class)).noneMatch(e -> e.payoutId().equals("po_live"));
    }

    @Test
    void an_entry_waits_for_its_day_and_a_negative_day_is_carried_on() {
        var day = LocalDate.of(2026, 7, 7);
        var next = day.plusDays(1);
        publisher.publish(
                List.of(bankEntry(next.plusDays(1), "b-n1", 9_375, null, remittance(next))));
        publisher.publish(
                List.of(refunded("n1", 500, noon(day)), captured("n2", 10_000, noon(next))));
        publisher.publish(new Statement(day, "h1").refund("n1", 500).complete());
        publisher.publish(new Statement(next, "h2").purchase("n2", 10_000, 125).complete());
        awaitDay(next);
        var funded = awaitOne(FundingMatched.class, e -> e.bankReference().equals("b-n1"));
        assertThat(funded.date()).isEqualTo(next);
        assertThat(breaks(next.plusDays(1))).isEmpty();
    }

    @Test
    void an_entry_that_waited_too_long_is_a_break_until_its_payout_is_known() {
        var day = LocalDate.of(2026, 8, 4);
        publisher.publish(List.of(bankEntry(day, "b-w1", -800, "po_w", null)));
        // The first sweep after it was stored; only business time makes it old.
        await().until(() -> {
            clock.follow(clock.offset().plus(Duration.ofMinutes(11)).toMillis());
            return breaks(day).containsKey("bank_unidentified b-w1");
        });
        publisher.publish(List.of(payoutCreated("po_w", 800, noon(day))));
        awaitOne(PayoutMatched.class, e -> e.payoutId().equals("po_w"));
        awaitStatus(day, "bank_unidentified b-w1", "resolved");
    }

    @Test
    void a_payout_that_came_back_whole_is_told_and_any_other_amount_is_a_break() {
        var day = LocalDate.of(2026, 11, 3);
        var next = day.plusDays(1);
        publisher.publish(
                List.of(
                        payoutCreated("po_r", 5_000, noon(day)),
                        payoutCreated("po_s", 6_000, noon(day)),
                        bankEntry(day, "b-r1", -5_000, "po_r", null),
                        bankEntry(day, "b-s1", -6_000, "po_s", null)));
        awaitOne(PayoutMatched.class, e -> e.payoutId().equals("po_r"));
        awaitOne(PayoutMatched.class, e -> e.payoutId().equals("po_s"));
        publisher.publish(
                List.of(
                        bankReturn(next, "b-r2", 5_000, "po_r"),
                        bankReturn(next, "b-s2", 5_999, "po_s"), // less a charge
                        bankReturn(next, "b-r3", 5_000, "po_r"))); // a second time
        var back = awaitOne(PayoutReturned.class, e -> e.payoutId().equals("po_r"));
        assertThat(back.amount()).isEqualTo(eur(5_000));
        assertThat(back.bankReference()).isEqualTo("b-r2");
        assertThat(back.date()).isEqualTo(next);
        awaitStatus(next, "bank_short b-s2", "open");
        awaitStatus(next, "duplicate b-r3", "open");
        assertThat(all(PayoutReturned.class)).noneMatch(e -> e.payoutId().equals("po_s"));
    }

    @Test
    void a_return_waits_for_the_debit_of_its_payout() {
        var day = LocalDate.of(2026, 12, 1);
        publisher.publish(
                List.of(
                        bankReturn(day, "b-v2", 900, "po_v"), // the files came the wrong way round
                        payoutCreated("po_v", 900, noon(day)),
                        bankEntry(day.minusDays(1), "b-v1", -900, "po_v", null)));
        awaitOne(PayoutReturned.class, e -> e.payoutId().equals("po_v"));
        var order = events().values().stream().map(EventEnvelope::id).toList();
        assertThat(order.indexOf("bnk_sandbox-bank_b-v1:1"))
                .isLessThan(order.indexOf("bnk_sandbox-bank_b-v2:1"));
        assertThat(breaks(day)).isEmpty();
    }
}
