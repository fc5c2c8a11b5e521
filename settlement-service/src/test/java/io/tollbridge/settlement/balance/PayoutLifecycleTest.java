package io.tollbridge.settlement.balance;

import static io.tollbridge.settlement.balance.PayoutLifecycle.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.settlement.balance.PayoutEvent.Accepted;
import io.tollbridge.settlement.balance.PayoutEvent.Debited;
import io.tollbridge.settlement.balance.PayoutEvent.Refused;
import io.tollbridge.settlement.balance.PayoutEvent.Returned;
import io.tollbridge.settlement.balance.PayoutLifecycle.RefusedStep;
import io.tollbridge.settlement.balance.PayoutState.Failed;
import io.tollbridge.settlement.balance.PayoutState.InTransit;
import io.tollbridge.settlement.balance.PayoutState.Paid;
import io.tollbridge.settlement.balance.PayoutState.Pending;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PayoutLifecycleTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final List<PayoutState> STATES =
            List.of(new Pending(), new InTransit(), new Paid(DAY, "bank-1"), new Failed("no"));
    private static final List<PayoutEvent> EVENTS =
            List.of(
                    new Accepted(),
                    new Refused("no"),
                    new Debited(DAY, "bank-1"),
                    new Debited(DAY, "bank-2"),
                    new Returned("bank-3"));

    @Test
    void a_statement_proves_a_payout_whose_acceptance_was_never_heard() {
        assertThat(next(new Pending(), new Debited(DAY, "bank-1")))
                .isEqualTo(new Paid(DAY, "bank-1"));
    }

    @Test
    void a_paid_payout_fails_when_the_money_comes_back() {
        assertThat(next(new Paid(DAY, "bank-1"), new Returned("bank-2")))
                .isEqualTo(new Failed("returned"));
    }

    @Test
    void a_second_debit_for_a_payout_is_not_taken_for_the_first() {
        assertThatThrownBy(() -> next(new Paid(DAY, "bank-1"), new Debited(DAY, "bank-2")))
                .isInstanceOf(RefusedStep.class);
    }

    @Test
    void every_state_meets_every_event_as_this_table_says() {
        var table = new StringBuilder();
        for (var state : STATES) {
            for (var event : EVENTS) {
                table.append(line(state, event));
            }
        }
        assertThat(table.toString())
                .isEqualTo(
                        """
                        pending + accepted -> in_transit
                        pending + refused -> failed
                        pending + debited bank-1 -> paid
                        pending + debited bank-2 -> paid
                        pending + returned -> refused
                        in_transit + accepted -> same
                        in_transit + refused -> failed
                        in_transit + debited bank-1 -> paid
                        in_transit + debited bank-2 -> paid
                        in_transit + returned -> refused
                        paid + accepted -> same
                        paid + refused -> refused
                        paid + debited bank-1 -> same
                        paid + debited bank-2 -> refused
                        paid + returned -> failed
                        failed + accepted -> refused
                        failed + refused -> same
                        failed + debited bank-1 -> refused
                        failed + debited bank-2 -> refused
                        failed + returned -> same
                        """);
    }

    private static String line(PayoutState state, PayoutEvent event) {
        String name = event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        String which = event instanceof Debited(_, var reference) ? " " + reference : "";
        return state.wire() + " + " + name + which + " -> " + outcome(state, event) + "\n";
    }

    private static String outcome(PayoutState state, PayoutEvent event) {
        try {
            var after = next(state, event);
            return after.equals(state) ? "same" : after.wire();
        } catch (RefusedStep _) {
            return "refused";
        }
    }
}
