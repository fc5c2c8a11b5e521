package io.tollbridge.channel.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardPolicyTest {

    private static final YearMonth NOW = YearMonth.of(2026, 11);

    @ParameterizedTest
    @CsvSource({
        "4242424242424242, visa",
        "4000000000000002, visa",
        "5555555555554444, mastercard",
        "2223003122003222, mastercard",
        "378282246310005, amex",
        "371449635398431, amex",
        "6011111111111117, discover",
        "3056930009020004, diners",
        "36227206271667, diners",
        "3566002020360505, jcb",
        "6200000000000005, unionpay"
    })
    void a_number_tells_its_brand_and_passes(String number, String brand) {
        assertThat(CardPolicy.brandOf(number)).isEqualTo(brand);
        assertThat(flaw(number, 12, 2030, OptionalInt.empty())).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "4242424242424241, invalid_number, number",
        "4242, invalid_number, number",
        "424242424242424a, invalid_number, number",
        "37828224631000, invalid_number, number",
        "'', invalid_number, number"
    })
    void a_bad_number_is_named(String number, String code, String param) {
        assertThat(flaw(number, 12, 2030, OptionalInt.of(3)))
                .extracting(CardPolicy.Flaw::code, CardPolicy.Flaw::param)
                .containsExactly(code, param);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2030, exp_month",
        "13, 2030, exp_month",
        "10, 2026, exp_year",
        "12, 2025, exp_year",
        "12, 2126, exp_year",
        "12, -1, exp_year"
    })
    void a_bad_or_past_expiry_is_named(int month, int year, String param) {
        assertThat(flaw("4242424242424242", month, year, OptionalInt.of(3)))
                .extracting(CardPolicy.Flaw::code, CardPolicy.Flaw::param)
                .containsExactly("invalid_expiry", param);
    }

    @Test
    void a_card_is_good_until_the_end_of_its_month() {
        assertThat(flaw("4242424242424242", 11, 2026, OptionalInt.of(3))).isNull();
    }

    @Test
    void a_cvc_has_the_length_of_its_brand() {
        assertThat(flaw("378282246310005", 12, 2030, OptionalInt.of(4))).isNull();
        for (int digits : new int[] {-1, 0, 2, 4}) {
            assertThat(flaw("4242424242424242", 12, 2030, OptionalInt.of(digits)))
                    .extracting(CardPolicy.Flaw::param)
                    .isEqualTo("cvc");
        }
    }

    @Test
    void no_flaw_quotes_the_number() {
        assertThat(flaw("4242424242424241", 12, 2030, OptionalInt.empty()))
                .extracting(CardPolicy.Flaw::detail)
                .asString()
                .doesNotContain("4242");
    }

    private static CardPolicy.@Nullable Flaw flaw(
            String number, int month, int year, OptionalInt cvc) {
        return CardPolicy.flawOf(number, month, year, cvc, NOW).orElse(null);
    }
}
