package io.tollbridge.starter.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.status.Status;
import io.tollbridge.kernel.PaymentId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

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
        var real = RealLog.begin();
        var log = real.context().getLogger("test");
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
        String lines = real.text();
        assertThat(lines).contains("424242******4242").contains("error.stack_trace");
        for (String card : CARDS) {
            assertThat(lines).doesNotContain(card);
            assertThat(lines.replaceAll("[ -]", "")).doesNotContain(card);
        }
    }

    @Test
    void an_id_is_logged_as_what_people_search_for() {
        var real = RealLog.begin();
        real.context()
                .getLogger("test")
                .atInfo()
                .addKeyValue("payment.id", new PaymentId("pay_0123456789abcdefghjkmnpqrs"))
                .log("payment.moved");
        assertThat(real.text()).contains("\"payment.id\":\"pay_0123456789abcdefghjkmnpqrs\"");
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
        var context = RealLog.begin().context();
        var complaints =
                context.getStatusManager().getCopyOfStatusList().stream()
                        .filter(status -> status.getEffectiveLevel() >= Status.WARN)
                        .map(Object::toString)
                        .toList();
        assertThat(complaints).isEmpty();
    }
}
