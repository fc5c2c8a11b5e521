package io.tollbridge.coreengine.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.channels.FollowUpOrder;
import io.tollbridge.contracts.channels.OriginalOperation;
import io.tollbridge.kernel.AttemptId;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** What is done with a hold, and what the channel heard of it. */
abstract class HoldCalls extends PaymentCalls {

    String held(long amount) {
        return tree(post("/v1/payments", key(), manual(amount))).path("id").asString();
    }

    ResponseEntity<byte[]> capture(String id, long amount, boolean last) {
        return capture(id, amount, last, key());
    }

    ResponseEntity<byte[]> capture(String id, long amount, boolean last, String key) {
        return post(
                "/v1/payments/" + id + "/capture",
                key,
                Map.of("amount", amount, "final_capture", last));
    }

    ResponseEntity<byte[]> cancel(String id) {
        return post("/v1/payments/" + id + "/cancel", key(), Map.of());
    }

    ResponseEntity<byte[]> refund(String id, long amount) {
        return post("/v1/refunds", key(), Map.of("payment", id, "amount", amount));
    }

    JsonNode payment(String id) {
        return tree(get("/v1/payments/" + id));
    }

    String code(ResponseEntity<byte[]> answer, int status) {
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        return tree(answer).path("code").asString();
    }

    /** What the channel heard of captures, refunds and releases of a payment. */
    List<FollowUpOrder> followUps(String id) {
        return channel.heard.stream()
                .filter(FollowUpOrder.class::isInstance)
                .map(FollowUpOrder.class::cast)
                .filter(order -> isOf(id, order.reference()))
                .toList();
    }

    /** What the channel heard of voids of a payment. */
    List<OriginalOperation> voids(String id) {
        return channel.heard.stream()
                .filter(OriginalOperation.class::isInstance)
                .map(OriginalOperation.class::cast)
                .filter(original -> isOf(id, original.reference()))
                .toList();
    }

    private static boolean isOf(String id, AttemptId attempt) {
        return attempt.value().startsWith(id.replace("pay_", "att_") + "_");
    }

    String attemptOf(String id, long amount) {
        return followUps(id).stream()
                .filter(order -> order.amount().minorUnits() == amount)
                .reduce((_, b) -> b)
                .orElseThrow()
                .reference()
                .value();
    }
}
