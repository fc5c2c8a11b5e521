package io.tollbridge.starter.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.status.Status;
import io.tollbridge.kernel.PaymentId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.mock.env.MockEnvironment;

/** Logs test cards through the real configuration and looks for them in what comes out. */
class MaskingTest {

    private static final List<String> CARDS =
            List.of(
                    "4242424242424242",
                    "4000000000000069",
                    "378282246310005",
                    "6205500000000000004");

    @Test
    void no_card_number_comes_out_of_the_real_configuration() {
        var context = configured();
        var out = linesOf(context);
        var log = context.getLogger("test");
        for (String card : CARDS) {
            MDC.put("shopper", card);
            log.info("plain {}", card);
            log.info("spaced {}", card.replaceAll("(.{4})", "$1 "));
            log.atInfo().addKeyValue("card", card).log("as text");
            log.atInfo().addKeyValue("card", Long.parseLong(card)).log("as a number");
            log.atError()
                    .setCause(new IllegalStateException("for " + card))
                    .log("in a stack trace");
            log.info("{\"number\":\"" + card + "\"}");
            MDC.clear();
        }
        String lines = out.toString(StandardCharsets.UTF_8);
        assertThat(lines).contains("424242******4242").contains("error.stack_trace");
        for (String card : CARDS) {
            assertThat(lines).doesNotContain(card);
            assertThat(lines.replaceAll("[ -]", "")).doesNotContain(card);
        }
    }

    @Test
    void an_id_is_logged_as_what_people_search_for() {
        var context = configured();
        var out = linesOf(context);
        context.getLogger("test")
                .atInfo()
                .addKeyValue("payment.id", new PaymentId("pay_0123456789abcdefghjkmnpqrs"))
                .log("payment.moved");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"payment.id\":\"pay_0123456789abcdefghjkmnpqrs\"");
    }

    @Test
    void a_number_that_is_no_card_stays() {
        assertThat(CardNumberMasker.mask("order 4242424242424241 of 2026-11-22"))
                .isEqualTo("order 4242424242424241 of 2026-11-22");
        assertThat(CardNumberMasker.mask("pay_0123456789012345678901"))
                .isEqualTo("pay_0123456789012345678901");
    }

    @Test
    void logback_has_nothing_to_complain_about() {
        var context = configured();
        var complaints =
                context.getStatusManager().getCopyOfStatusList().stream()
                        .filter(status -> status.getEffectiveLevel() >= Status.WARN)
                        .map(Object::toString)
                        .toList();
        assertThat(complaints).isEmpty();
    }

    private static ByteArrayOutputStream linesOf(LoggerContext context) {
        var out = new ByteArrayOutputStream();
        var console =
                (OutputStreamAppender<ILoggingEvent>)
                        context.getLogger("ROOT").getAppender("console");
        console.setOutputStream(out);
        return out;
    }

    private static LoggerContext configured() {
        var system = new LogbackLoggingSystem(MaskingTest.class.getClassLoader());
        system.cleanUp();
        system.beforeInitialize();
        var environment = new MockEnvironment().withProperty("spring.application.name", "test");
        system.initialize(new LoggingInitializationContext(environment), null, null);
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
