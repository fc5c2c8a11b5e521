package io.tollbridge.settlement.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.kernel.Money;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeePolicyTest {

    private final FeePolicy policy =
            new FeePolicy("fee_1", 290, Map.of("EUR", 30L, "JPY", 10L), "keep_fee");

    @ParameterizedTest(name = "2.90 % of {0} {1} and the fixed part is {2}")
    @CsvSource({
        "10000, EUR, 320",
        "1, EUR, 30",
        "17, EUR, 30", // 0.493 rounds down
        "50, EUR, 31", // 1.45 rounds down
        "1050, EUR, 60", // 30.45 rounds down
        "500, EUR, 45", // 14.5 rounds up
        "100, JPY, 13",
        "10000, USD, 290", // no fixed part in a currency that the plan does not name
    })
    void a_share_rounded_half_up_plus_a_fixed_part(long amount, String currency, long fee) {
        assertThat(policy.onCapture(Money.of(amount, currency))).isEqualTo(Money.of(fee, currency));
    }

    @Test
    void a_refund_costs_nothing_and_gives_nothing_back() {
        assertThat(policy.onRefund(Money.of(5_000, "EUR"))).isEqualTo(Money.of(0, "EUR"));
    }

    @Test
    void a_refund_policy_nobody_knows_is_an_error() {
        var other = new FeePolicy("fee_2", 290, Map.of(), "return_all");
        assertThatThrownBy(() -> other.onRefund(Money.of(1, "EUR")))
                .hasMessage("refund policy: return_all (expected: keep_fee)");
    }
}
