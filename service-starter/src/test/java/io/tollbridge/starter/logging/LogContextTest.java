package io.tollbridge.starter.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.PaymentId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads lines that the real configuration wrote. */
class LogContextTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String TRACEPARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    private final RealLog log = RealLog.begin();

    @Test
    void every_line_within_says_which_payment_and_which_trace() {
        try (var _ = LogContext.ofTrace(TRACEPARENT).andObject("pay_1")) {
            tell();
        }
        JsonNode line = lines().getFirst();
        assertThat(line.path("message").asString()).isEqualTo("something.happened");
        assertThat(line.path("payment.id").asString()).isEqualTo("pay_1");
        assertThat(line.path("trace.id").asString()).isEqualTo(TRACE);
        assertThat(line.path("span.id").asString()).isEqualTo("b7ad6b7169203331");
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void an_attempt_tells_its_payment() {
        try (var _ = LogContext.of(new AttemptId("att_0abc_12"))) {
            tell();
        }
        assertThat(lines().getFirst().path("attempt.id").asString()).isEqualTo("att_0abc_12");
        assertThat(lines().getFirst().path("payment.id").asString()).isEqualTo("pay_0abc");
    }

    @Test
    void what_was_there_before_is_there_again() {
        try (var _ = LogContext.of(new PaymentId("pay_outer"))) {
            try (var _ = LogContext.of(new PaymentId("pay_inner"))) {
                tell();
            }
            tell();
        }
        tell();
        assertThat(lines())
                .extracting(line -> line.path("payment.id").asString(""))
                .containsExactly("pay_inner", "pay_outer", "");
    }

    @Test
    void what_is_no_payment_and_no_trace_leaves_no_field() {
        try (var _ = LogContext.ofTrace("nonsense").andObject("po_1")) {
            tell();
        }
        assertThat(lines().getFirst().has("payment.id")).isFalse();
        assertThat(lines().getFirst().has("trace.id")).isFalse();
    }

    private void tell() {
        log.context().getLogger("test").atInfo().log("something.happened");
    }

    private List<JsonNode> lines() {
        var json = JsonMapper.builder().build();
        return log.text().lines().map(json::readTree).toList();
    }
}
