package io.tollbridge.transaction.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicEventPolicyTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "payment.created, requires_payment_method, payment.created",
                "payment.attempt_started, processing, -",
                "payment.attempt_unknown, processing, payment.processing",
                "payment.attempt_unknown, succeeded, -",
                "payment.authorised, requires_capture, payment.amount_capturable_updated",
                "payment.captured, succeeded, payment.succeeded",
                "payment.captured, requires_capture, payment.amount_capturable_updated",
                "payment.hold_released, succeeded, payment.amount_capturable_updated",
                "payment.attempt_declined, requires_payment_method, payment.payment_failed",
                "payment.attempt_declined, requires_capture, -",
                "payment.attempt_failed, requires_payment_method, payment.payment_failed",
                "payment.attempt_failed, processing, -",
                "payment.canceled, canceled, payment.canceled",
                "refund.created, succeeded, refund.created",
                "refund.succeeded, succeeded, refund.succeeded",
                "refund.failed, succeeded, refund.failed",
                "dispute.created, succeeded, dispute.created",
                "dispute.updated, succeeded, dispute.updated",
                "dispute.answered, succeeded, dispute.updated",
                "dispute.funds_withdrawn, succeeded, dispute.funds_withdrawn",
                "dispute.funds_reinstated, succeeded, dispute.funds_reinstated",
                "dispute.closed, succeeded, dispute.closed",
                "checkout_session.completed, -, checkout_session.completed",
                "checkout_session.expired, -, checkout_session.expired",
                "payout.created, -, payout.created",
                "payout.sent, -, payout.updated",
                "payout.paid, -, payout.paid",
                "payout.failed, -, payout.failed",
                "settlement.closed, -, settlement.closed",
                "webhook_endpoint.disabled, -, webhook_endpoint.disabled",
                "settlement.item_added, -, -"
            })
    void merchants_are_told_of_what_concerns_them(String type, String status, String expected) {
        assertThat(PublicEventPolicy.nameOf(type, status)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "payment.captured, payment",
        "refund.created, refund",
        "dispute.created, dispute",
        "dispute.funds_withdrawn, dispute"
    })
    void the_object_is_the_part_that_the_event_is_named_after(String type, String field) {
        assertThat(PublicEventPolicy.objectField(type)).isEqualTo(field);
    }
}
