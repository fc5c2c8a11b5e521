package io.tollbridge.transaction.record;

import org.jspecify.annotations.Nullable;

/** What merchants are told: the public name of an event, given how the payment stands after it. */
public final class PublicEventPolicy {

    private PublicEventPolicy() {}

    /** The public name, null when the event is only ours. */
    public static @Nullable String nameOf(String type, @Nullable String paymentStatus) {
        return switch (type) {
            case "payment.created",
                    "payment.canceled",
                    "refund.created",
                    "refund.succeeded",
                    "refund.failed",
                    "dispute.created",
                    "dispute.updated",
                    "dispute.funds_withdrawn",
                    "dispute.funds_reinstated",
                    "dispute.closed",
                    "checkout_session.completed",
                    "checkout_session.expired",
                    "payout.created",
                    "payout.paid",
                    "payout.failed",
                    "settlement.closed",
                    "webhook_endpoint.disabled" ->
                    type;
            // A part may be taken, or let go, and more of the hold be left.
            case "payment.captured" ->
                    "requires_capture".equals(paymentStatus)
                            ? "payment.amount_capturable_updated"
                            : "payment.succeeded";
            case "payment.hold_released" -> "payment.amount_capturable_updated";
            case "payment.authorised" ->
                    when("requires_capture", paymentStatus, "payment.amount_capturable_updated");
            case "payment.attempt_unknown" ->
                    when("processing", paymentStatus, "payment.processing");
            case "payment.attempt_declined", "payment.attempt_failed" ->
                    when("requires_payment_method", paymentStatus, "payment.payment_failed");
            // That the answer is on its way is news of the dispute; the files are ours to pass on.
            case "dispute.answered" -> "dispute.updated";
            case "payout.sent" -> "payout.updated";
            default -> null;
        };
    }

    /** The part of the event's body that merchants know as the object; empty for all of it. */
    public static String objectField(String type) {
        int dot = type.indexOf('.');
        return switch (type.substring(0, dot)) {
            case "payment" -> "payment";
            case "refund" -> "refund";
            case "dispute" -> "dispute";
            case "checkout_session" -> "session";
            case "payout" -> "payout";
            case "webhook_endpoint" -> "endpoint";
            default -> "";
        };
    }

    private static @Nullable String when(String wanted, @Nullable String status, String name) {
        return wanted.equals(status) ? name : null;
    }
}
