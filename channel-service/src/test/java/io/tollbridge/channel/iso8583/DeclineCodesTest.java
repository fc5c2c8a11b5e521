package io.tollbridge.channel.iso8583;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.channel.iso8583.DeclineCodes.Decline;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclineCodesTest {

    private static final String TABLE =
            """
            03 invalid_merchant do_not_try_again
            04 pickup_card do_not_try_again
            05 do_not_honor try_again_later
            07 pickup_card do_not_try_again
            12 invalid_transaction do_not_try_again
            14 incorrect_number confirm_card_data
            15 no_such_issuer do_not_try_again
            19 processing_error try_again_later
            1A authentication_required try_again_later
            41 lost_card do_not_try_again
            43 stolen_card do_not_try_again
            51 insufficient_funds try_again_later
            54 expired_card confirm_card_data
            57 not_permitted do_not_try_again
            59 suspected_fraud do_not_try_again
            61 limit_exceeded try_again_later
            62 restricted do_not_try_again
            65 velocity try_again_later
            78 no_account do_not_try_again
            82 incorrect_cvc confirm_card_data
            91 issuer_unavailable try_again_later
            93 cannot_complete do_not_try_again
            96 processing_error try_again_later
            N7 incorrect_cvc confirm_card_data
            R0 stop_payment do_not_try_again
            R1 revoked_authorization do_not_try_again
            R3 revoked_authorization do_not_try_again
            """;

    @Test
    void every_row_is_as_agreed_and_there_is_no_other() {
        Set<String> codes =
                Arrays.stream(TABLE.strip().split("\n"))
                        .map(row -> row.split(" "))
                        .peek(row ->
                                assertThat(DeclineCodes.of(row[0], "visa"))
                                        .as(row[0])
                                        .contains(new Decline(row[1], row[2])))
                        .map(row -> row[0])
                        .collect(Collectors.toSet());
        assertThat(DeclineCodes.known()).isEqualTo(codes);
    }

    @ParameterizedTest
    @CsvSource({"mastercard, authentication_required", "visa, velocity", "amex, velocity"})
    void code_65_means_step_up_for_mastercard_only(String brand, String declineCode) {
        assertThat(DeclineCodes.of("65", brand)).map(Decline::code).contains(declineCode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "01", "06", "25", "30", "68", "94", "ZZ", ""})
    void a_code_outside_the_table_is_no_decline(String code) {
        assertThat(DeclineCodes.of(code, "visa")).isEmpty();
    }
}
