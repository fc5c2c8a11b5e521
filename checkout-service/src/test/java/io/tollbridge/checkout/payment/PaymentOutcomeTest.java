package io.tollbridge.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.checkout.session.CheckoutEvent;
import io.tollbridge.contracts.payments.PaymentErrorView;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentOutcomeTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final PaymentId PAYMENT = new PaymentId("pay_1");

    private static PaymentView payment(String status, @Nullable PaymentErrorView error) {
        return new PaymentView(
                PAYMENT,
                "payment",
                4230,
                "EUR",
                0,
                0,
                0,
                status,
                "automatic",
                new MerchantId("mch_1"),
                false,
                null,
                null,
                null,
                null,
                Map.of(),
                error,
                null,
                "none",
                null,
                NOON,
                1,
                null);
    }

    private static PaymentErrorView error(
            String code, @Nullable String declineCode, @Nullable String advice) {
        return new PaymentErrorView(code, declineCode, advice, "05", "no");
    }

    @Test
    void each_status_of_the_payment_means_one_thing_for_the_session() {
        assertThat(PaymentOutcome.of(payment("succeeded", null), 1, NOON))
                .contains(new CheckoutEvent.Approved(NOON, PAYMENT, true));
        assertThat(PaymentOutcome.of(payment("requires_capture", null), 1, NOON))
                .contains(new CheckoutEvent.Approved(NOON, PAYMENT, false));
        assertThat(PaymentOutcome.of(payment("processing", null), 1, NOON))
                .contains(new CheckoutEvent.Answered(1, PAYMENT));
        assertThat(PaymentOutcome.of(payment("canceled", null), 1, NOON))
                .contains(new CheckoutEvent.Canceled(NOON, PAYMENT));
        var declined = payment("requires_payment_method", error("card_declined", null, null));
        assertThat(PaymentOutcome.of(declined, 2, NOON))
                .contains(new CheckoutEvent.Refused(2, NOON, PAYMENT, "generic"));
    }

    @Test
    void a_payment_that_nobody_tried_yet_says_nothing() {
        assertThat(PaymentOutcome.of(payment("requires_payment_method", null), 1, NOON)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "card_declined, insufficient_funds, , insufficient_funds",
        "card_declined, expired_card, , expired_card",
        "card_declined, stolen_card, do_not_try_again, generic",
        "card_declined, lost_card, do_not_try_again, generic",
        "card_declined, suspected_fraud, , not_accepted",
        "blocked_by_risk, , , not_accepted",
        "channel_unavailable, , , try_later",
        "card_declined, velocity, , limit_exceeded",
        "card_declined, something_new, do_not_try_again, do_not_try_again",
        "card_declined, something_new, try_again_later, try_later",
        "card_declined, something_new, , generic",
    })
    void a_refusal_says_what_helps_the_shopper_and_no_more(
            String code, @Nullable String decline, @Nullable String advice, String refusal) {
        assertThat(PaymentOutcome.refusalOf(error(code, decline, advice))).isEqualTo(refusal);
    }
}
