package io.tollbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShopTest {

    @ParameterizedTest
    @MethodSource("cards")
    void cards_have_a_right_check_digit_and_are_no_test_card_that_is_declined(String card) {
        assertThat(card).hasSize(16).doesNotStartWith("4000").doesNotStartWith("41000");
        int sum = 0;
        for (int i = 0; i < card.length(); i++) {
            int digit = card.charAt(card.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        assertThat(sum % 10).isZero();
    }

    static Iterable<String> cards() {
        return Shop.CARDS;
    }
}
