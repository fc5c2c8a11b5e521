package io.tollbridge.simulator.acquirer.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardPolicyTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @ParameterizedTest
    @CsvSource({
        "4242424242424242, 00", "4000000000000077, 00", "5555555555554444, 00",
        "4000000000000002, 05", "4000000000009995, 51", "4000000000000069, 54",
        "4000000000000127, N7", "4000000000000119, 96", "4100000000000019, 59",
        "4000000000009987, 41", "4000000000009979, 43", "4242424242424241, 14",
        "42424242, 14"
    })
    void a_card_number_decides_the_response_code(String pan, String code) {
        assertThat(CardPolicy.codeFor(pan, "2712", "123", NOVEMBER)).isEqualTo(code);
    }

    @Test
    void a_card_is_good_in_the_month_it_expires_and_not_after() {
        assertThat(codeWithExpiry("2611")).isEqualTo("00");
        assertThat(codeWithExpiry("2610")).isEqualTo("54");
        assertThat(codeWithExpiry("2713")).isEqualTo("54");
    }

    @Test
    void a_cvv_must_be_three_or_four_digits_when_it_is_given() {
        assertThat(codeWithCvv("12")).isEqualTo("N7");
        assertThat(codeWithCvv("12a")).isEqualTo("N7");
        assertThat(codeWithCvv("1234")).isEqualTo("00");
        assertThat(CardPolicy.codeFor("4242424242424242", null, null, NOVEMBER)).isEqualTo("00");
    }

    @Test
    void a_masked_number_keeps_first_six_and_last_four() {
        assertThat(CardPolicy.mask("4242424242424242")).isEqualTo("424242******4242");
        assertThat(CardPolicy.mask("424242")).isEqualTo("******");
    }

    private static String codeWithExpiry(String expiry) {
        return CardPolicy.codeFor("4242424242424242", expiry, "123", NOVEMBER);
    }

    private static String codeWithCvv(String cvv) {
        return CardPolicy.codeFor("4242424242424242", "2712", cvv, NOVEMBER);
    }
}
