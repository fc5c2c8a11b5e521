package io.tollbridge.transaction.record;

import io.tollbridge.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Events told to people: who did what. */
final class TimelineText {

    private TimelineText() {}

    /**
     * One line of a payment's story.
     *
     * @param event the public name, absent when merchants are not told
     * @param who {@code merchant}, the channel's name, {@code risk} or {@code core-engine}
     * @param status the payment's after it
     */
    record Entry(
            long sequence,
            Instant at,
            String type,
            @Nullable String event,
            String who,
            String what,
            String status,
            @Nullable String attempt,
            @Nullable String channelReference) {}

    static Entry entry(TimelineRow row, JsonNode body) {
        JsonNode attempt = body.path("attempt");
        String status = body.path("payment").path("status").asString("");
        return new Entry(
                row.sequence(),
                row.at(),
                row.type(),
                PublicEventPolicy.nameOf(row.type(), status),
                who(row.type(), body),
                what(row.type(), body),
                status,
                attempt.path("id").asString(null),
                attempt.path("channel_reference").asString(null));
    }

    private static String who(String type, JsonNode body) {
        String channel = body.path("attempt").path("channel").asString("core-engine");
        return switch (type) {
            case "payment.created", "refund.created", "dispute.answered" -> "merchant";
            case "payment.attempt_started", "payment.attempt_unknown" -> "core-engine";
            case "payment.attempt_declined" -> isBlocked(body) ? "risk" : channel;
            case "dispute.created",
                    "dispute.updated",
                    "dispute.funds_withdrawn",
                    "dispute.funds_reinstated",
                    "dispute.closed" ->
                    body.path("payment").path("channel").asString(channel);
            case "payment.canceled" -> body.has("attempt") ? channel : "merchant";
            default -> channel;
        };
    }

    private static String what(String type, JsonNode body) {
        JsonNode attempt = body.path("attempt");
        String operation = attempt.path("operation").asString("operation");
        JsonNode dispute = body.path("dispute");
        String reason = attempt.path("reason").asString("no reason given");
        return switch (type) {
            case "payment.created" -> "asked for " + money(body.path("payment"));
            case "payment.attempt_started" ->
                    operation
                            + " of "
                            + money(attempt.path("amount"))
                            + " sent to "
                            + attempt.path("channel").asString("");
            case "payment.authorised" -> "holds " + money(attempt.path("amount"));
            case "payment.captured" ->
                    "took "
                            + money(body.path("capture").path("amount"))
                            + ", settles "
                            + body.path("capture").path("settlement_date").asString("");
            case "payment.hold_released" -> "let go the rest of " + money(attempt.path("amount"));
            case "payment.attempt_declined" ->
                    isBlocked(body) ? "blocked" : "declined the " + operation + decline(attempt);
            case "payment.attempt_failed" -> operation + " had no effect: " + reason;
            case "payment.attempt_unknown" -> operation + " has no known outcome: " + reason;
            case "payment.canceled" ->
                    "canceled: "
                            + body.path("payment")
                                    .path("cancellation_reason")
                                    .asString("requested");
            case "refund.created" -> "refund of " + money(body.path("refund")) + " accepted";
            case "refund.succeeded" -> "gave back " + money(body.path("refund"));
            case "refund.failed" -> "did not give back " + money(body.path("refund"));
            case "dispute.created" ->
                    "disputed for "
                            + money(dispute)
                            + ": "
                            + dispute.path("reason").asString("no reason given");
            case "dispute.answered" -> answered(body.path("answer"));
            case "dispute.updated" -> "dispute is " + dispute.path("status").asString("");
            case "dispute.funds_withdrawn" ->
                    "took back " + money(body.path("movement").path("amount")) + " for a dispute";
            case "dispute.funds_reinstated" ->
                    "gave again "
                            + money(body.path("movement").path("amount"))
                            + " after a dispute";
            case "dispute.closed" -> "dispute closed: " + dispute.path("status").asString("");
            default -> type;
        };
    }

    private static String answered(JsonNode answer) {
        return "accept".equals(answer.path("kind").asString(""))
                ? "accepted the dispute"
                : "challenged the dispute, files: " + answer.path("evidence").size();
    }

    private static String decline(JsonNode attempt) {
        String code = attempt.path("decline_code").asString("");
        return code.isEmpty() ? "" : ": " + code;
    }

    private static boolean isBlocked(JsonNode body) {
        return body.path("payment")
                .path("last_payment_error")
                .path("code")
                .asString("")
                .equals("blocked_by_risk");
    }

    private static String money(JsonNode holder) {
        return Money.of(holder.path("amount").asLong(0), holder.path("currency").asString("EUR"))
                .toString();
    }
}
