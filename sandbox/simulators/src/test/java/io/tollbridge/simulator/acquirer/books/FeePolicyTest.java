package io.tollbridge.simulator.acquirer.books;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeePolicyTest {

    /** 1.20 % of 4125 is 49.5 and of 4124 is 49.488. */
    @ParameterizedTest
    @CsvSource({"10000, 125", "4125, 55", "4124, 54", "1, 5", "41, 5", "42, 6"})
    void the_fee_is_rounded_half_up_before_the_fixed_part(long captured, long fee) {
        assertThat(FeePolicy.feeMinor(captured)).isEqualTo(fee);
    }
}
