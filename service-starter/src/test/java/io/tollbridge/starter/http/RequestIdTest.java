package io.tollbridge.starter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0190b6a4-7d4c-7c3e-9d5f-2b8c1a6e4f00",
                "my.request_1",
                "req_0123456789",
                "1234567890123456789012345678901234567890123456789012345678901234"
            })
    void a_callers_own_id_is_kept(String own) {
        assertThat(RequestId.of(own, NOON)).isEqualTo(own);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "two words",
                "line\nbreak",
                "ümlaut",
                "\u0664\u0665", // digits, but not ours
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void what_could_harm_a_log_line_is_replaced(String offered) {
        assertThat(RequestId.of(offered, NOON)).startsWith("req_");
    }
}
