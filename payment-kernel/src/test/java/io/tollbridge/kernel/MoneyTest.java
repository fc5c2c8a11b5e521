package io.tollbridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void two_currencies_never_meet() {
        assertThatThrownBy(() -> Money.of(1, "EUR").plus(Money.of(1, "USD")))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("currency: USD (expected: EUR)");
    }

    @Test
    void an_overflow_throws_instead_of_losing_money() {
        assertThatThrownBy(() -> Money.of(Long.MAX_VALUE, "EUR").plus(Money.of(1, "EUR")))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.of(Long.MIN_VALUE, "EUR").negated())
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_share_is_rounded_as_the_caller_says() {
        assertThat(Money.of(1050, "EUR").basisPoints(150, RoundingMode.HALF_UP))
                .isEqualTo(Money.of(16, "EUR"));
        assertThat(Money.of(1050, "EUR").basisPoints(150, RoundingMode.DOWN))
                .isEqualTo(Money.of(15, "EUR"));
    }

    @Test
    void people_see_as_many_digits_as_the_currency_has() {
        assertThat(Money.of(1230, "EUR")).hasToString("12.30 EUR");
        assertThat(Money.of(1, "JPY")).hasToString("1 JPY");
        assertThat(Money.of(1, "KWD")).hasToString("0.001 KWD");
        assertThat(Money.of(-5, "EUR")).hasToString("-0.05 EUR");
    }

    @Test
    void an_unknown_currency_is_refused_by_name() {
        assertThatThrownBy(() -> Currency.of("XXY")).hasMessageContaining("XXY");
        assertThat(Currency.ofNumeric("978")).contains(Currency.of("EUR"));
    }
}
