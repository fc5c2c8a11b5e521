package io.tollbridge.accounting.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.accounting.posting.Journal.Leg;
import io.tollbridge.accounting.posting.Journal.Line;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final Currency EUR = Currency.of("EUR");
    private static final Account CLEARING = Account.of("1110:acquirer");
    private static final Account PENDING = Account.of("2010:mch_1");

    @Test
    void unequal_sides_cannot_be_built() {
        var lines =
                List.of(new Line(CLEARING, Side.DEBIT, 100), new Line(PENDING, Side.CREDIT, 99));

        assertThatThrownBy(() -> new Journal(Rule.CAPTURE, EUR, lines))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("debits 100, credits 99");
    }

    @Test
    void no_lines_and_one_line_cannot_be_built() {
        assertThatThrownBy(() -> new Journal(Rule.CAPTURE, EUR, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new Journal(Rule.CAPTURE, EUR, List.of(new Line(CLEARING, Side.DEBIT, 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_line_is_above_zero() {
        assertThatThrownBy(() -> new Line(CLEARING, Side.DEBIT, 0))
                .hasMessage("line 1110:acquirer: 0 (expected: > 0)");
        assertThatThrownBy(() -> new Line(CLEARING, Side.DEBIT, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void two_currencies_never_meet() {
        assertThatThrownBy(() ->
                        Journal.of(
                                Rule.CAPTURE,
                                new Leg(CLEARING, Money.of(100, "EUR")),
                                new Leg(PENDING, Money.of(-100, "USD"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("USD (expected: EUR)");
    }

    @Test
    void a_sum_that_does_not_fit_is_refused() {
        var lines =
                List.of(
                        new Line(CLEARING, Side.DEBIT, Long.MAX_VALUE),
                        new Line(CLEARING, Side.DEBIT, Long.MAX_VALUE),
                        new Line(PENDING, Side.CREDIT, Long.MAX_VALUE),
                        new Line(PENDING, Side.CREDIT, Long.MAX_VALUE));

        assertThatThrownBy(() -> new Journal(Rule.CAPTURE, EUR, lines))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void lines_cannot_be_changed_afterwards() {
        var journal =
                Journal.move(Rule.CAPTURE, Money.of(100, "EUR"), CLEARING, PENDING).getFirst();

        assertThatThrownBy(() -> journal.lines().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void accounts_are_those_of_the_chart() {
        assertThat(Account.of("4010")).hasToString("4010");
        assertThat(Account.of("1110:acquirer")).hasToString("1110:acquirer");
        for (String none : List.of("4011", "", "4010:x", "1110", "1110:", "2010:a:b", ":a")) {
            assertThatThrownBy(() -> Account.of(none))
                    .as(none)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
