package io.tollbridge.channel.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.channels.PayoutAnswer.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PayoutAnswersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "202|{\"message_id\":\"po_1\",\"status\":\"accepted\"}|ACCEPTED",
                "202|{\"status\":\"accepted\",\"payments\":"
                        + "[{\"end_to_end_id\":\"po_1\",\"status\":\"paid\"}]}|ACCEPTED",
                "202|{\"status\":\"accepted\",\"payments\":[{\"end_to_end_id\":\"po_1\","
                        + "\"status\":\"rejected\",\"reason_code\":\"AC04\"}]}|REJECTED",
                "202|{\"status\":\"rejected\"}|REJECTED",
                "202|{}|UNCLEAR",
                "202|<html>|UNCLEAR",
                "200|{\"status\":\"accepted\"}|UNCLEAR",
                "400|{\"code\":\"invalid_message\",\"detail\":\"IBAN\"}|REJECTED",
                "409|{\"code\":\"duplicate_end_to_end_id\",\"detail\":\"x\"}|UNCLEAR",
                "422|{\"code\":\"no\",\"detail\":\"x\"}|REJECTED",
                "400|Bad Request|UNCLEAR",
                "400|{}|UNCLEAR",
                "401|{\"code\":\"unauthenticated\"}|UNCLEAR",
                "404|{\"code\":\"not_found\"}|UNCLEAR",
                "429|{\"code\":\"slow_down\"}|UNCLEAR",
                "500|{\"code\":\"error\"}|UNCLEAR",
                "503||UNCLEAR"
            })
    void only_a_named_refusal_is_final(int status, String body, Verdict verdict) {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(UTF_8);
        assertThat(PayoutAnswers.of(status, bytes, "po_1", new JsonMapper()).verdict())
                .isEqualTo(verdict);
    }
}
