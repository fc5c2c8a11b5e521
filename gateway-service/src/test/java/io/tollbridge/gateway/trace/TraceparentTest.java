package io.tollbridge.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {

    private static final String CALLERS = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    @Test
    void a_callers_trace_goes_on_with_a_span_of_ours() {
        String next = Traceparent.next(CALLERS);
        assertThat(next).startsWith("00-0af7651916cd43dd8448eb211c80319c-").endsWith("-00");
        assertThat(next).isNotEqualTo(CALLERS).hasSameSizeAs(CALLERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "junk",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
                "00-00000000000000000000000000000000-b7ad6b7169203331-00",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-00",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-00"
            })
    void what_is_no_trace_is_replaced_by_a_new_one(String incoming) {
        assertThat(Traceparent.next(incoming))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                .doesNotContain("0af7651916cd43dd8448eb211c80319c");
    }
}
