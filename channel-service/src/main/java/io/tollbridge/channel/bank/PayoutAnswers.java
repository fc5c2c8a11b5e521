package io.tollbridge.channel.bank;

import io.tollbridge.contracts.channels.PayoutAnswer;
import io.tollbridge.contracts.channels.PayoutAnswer.Verdict;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bank's HTTP answers to what is certain. Pure. */
final class PayoutAnswers {

    /**
     * The bank understood the instruction and will never take it like this. Not 409: by that it
     * says that it holds an instruction of this id already, so the money may be on its way.
     */
    private static final Set<Integer> FINAL = Set.of(400, 422);

    private PayoutAnswers() {}

    static PayoutAnswer unclear(String reason) {
        return new PayoutAnswer(Verdict.UNCLEAR, reason);
    }

    static PayoutAnswer rejected(String reason) {
        return new PayoutAnswer(Verdict.REJECTED, reason);
    }

    static PayoutAnswer of(int status, byte[] body, String payoutId, JsonMapper json) {
        JsonNode said;
        try {
            said = json.readTree(body);
        } catch (JacksonException _) {
            return unclear("the bank answered " + status + " with something else than JSON");
        }
        if (FINAL.contains(status)) {
            return said.path("code").isString()
                    ? rejected(text(said, "code") + ": " + text(said, "detail"))
                    : unclear("the bank answered " + status + " and named no reason");
        }
        if (status != 202) {
            return unclear("the bank answered " + status);
        }
        return accepted(said, payoutId);
    }

    /** A payment instructed again may have been rejected since. */
    private static PayoutAnswer accepted(JsonNode said, String payoutId) {
        for (JsonNode payment : said.path("payments")) {
            if (text(payment, "end_to_end_id").equals(payoutId)
                    && text(payment, "status").equals("rejected")) {
                return rejected(text(payment, "reason_code") + ": " + text(payment, "reason"));
            }
        }
        return switch (text(said, "status")) {
            case "accepted", "paid" -> new PayoutAnswer(Verdict.ACCEPTED, null);
            case "rejected" -> rejected(text(said, "reason"));
            default -> unclear("the bank answered 202 without a known status");
        };
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
