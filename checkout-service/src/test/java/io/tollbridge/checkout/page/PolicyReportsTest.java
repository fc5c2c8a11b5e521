package io.tollbridge.checkout.page;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tollbridge.checkout.page.PolicyReports.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

class PolicyReportsTest {

    private static final String CLASSIC =
            """
            {"csp-report": {"document-uri": "https://pay.example/pay/cs_1?lang=en",
             "effective-directive": "script-src-elem", "blocked-uri": "https://evil.example/a.js?c=4242",
             "source-file": "https://pay.example/pay/assets/pay.js"}}
            """;
    private static final String MODERN =
            """
            [{"type": "csp-violation", "body": {"documentURL": "https://pay.example/pay/cs_1",
              "effectiveDirective": "connect-src", "blockedURL": "https://evil.example/",
              "sourceFile": ""}},
             {"type": "deprecation", "body": {}}]
            """;

    private final JsonMapper json = new JsonMapper();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(PolicyReportController.class);
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @BeforeEach
    void listen() {
        written.start();
        logger.addAppender(written);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(written);
    }

    @Test
    void both_forms_are_read_and_queries_are_cut_off() {
        assertThat(read(CLASSIC))
                .containsExactly(
                        new Violation(
                                "script-src-elem",
                                "https://evil.example/a.js",
                                "https://pay.example/pay/cs_1",
                                "https://pay.example/pay/assets/pay.js"));
        assertThat(read(MODERN))
                .containsExactly(
                        new Violation(
                                "connect-src",
                                "https://evil.example/",
                                "https://pay.example/pay/cs_1",
                                ""));
    }

    @Test
    void what_is_no_report_says_nothing_and_words_are_short_and_plain() {
        assertThat(read("hello")).isEmpty();
        assertThat(read("[1, {}, null]")).isEmpty();
        assertThat(read("{\"csp-report\": {\"blocked-uri\": \"a\\nb" + "x".repeat(999) + "\"}}"))
                .singleElement()
                .satisfies(said -> assertThat(said.blocked()).startsWith("a bx").hasSize(200));
    }

    @Test
    void a_flood_writes_a_few_lines_a_minute_and_then_how_many_were_dropped() throws IOException {
        var controller = new PolicyReportController(json, () -> now);
        for (int i = 0; i < 100; i++) {
            controller.report(request(CLASSIC));
        }
        assertThat(written.list).hasSize(PolicyReportController.A_MINUTE_MAX);
        now = now.plus(Duration.ofMinutes(1));
        controller.report(request(MODERN));
        assertThat(written.list.subList(PolicyReportController.A_MINUTE_MAX, written.list.size()))
                .extracting(ILoggingEvent::getMessage)
                .containsExactly("page.reports_dropped", "page.policy_violated");
    }

    private List<Violation> read(String body) {
        return PolicyReports.read(body.getBytes(StandardCharsets.UTF_8), json);
    }

    private static MockHttpServletRequest request(String body) {
        var request = new MockHttpServletRequest();
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }
}
