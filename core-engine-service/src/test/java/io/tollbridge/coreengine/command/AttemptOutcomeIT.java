package io.tollbridge.coreengine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.testkit.TestIdentity;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Whoever works on an attempt may die or be overtaken: one outcome, and one answer to it. */
class AttemptOutcomeIT extends PaymentCalls {

    @Test
    void what_is_found_out_after_a_crash_is_the_answer_for_ever() {
        String key = key();
        JsonNode left = leftBehind(key);
        String id = left.path("id").asString();
        assertThat(post("/v1/payments", key, payment(1000, true)).getStatusCode().value())
                .isEqualTo(409);

        assertThat(tell(left, Verdict.REVERSED).path("settled").asBoolean()).isTrue();
        var answer = post("/v1/payments", key, payment(1000, true));
        assertThat(answer.getStatusCode().value()).isEqualTo(402);
        assertThat(tree(answer).path("code").asString()).isEqualTo("channel_timeout");

        var paid = post("/v1/payments/" + id + "/confirm", key(), Map.of("payment_method", card()));
        assertThat(tree(paid).path("status").asString()).isEqualTo("succeeded");
        var again = post("/v1/payments", key, payment(1000, true));
        assertThat(again.getStatusCode().value()).isEqualTo(402);
        assertThat(again.getBody()).isEqualTo(answer.getBody());
        assertThat(again.getHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void that_nothing_is_known_is_written_once_and_told() {
        JsonNode left = leftBehind(key());
        for (int i = 0; i < 2; i++) {
            assertThat(tell(left, Verdict.UNCLEAR).path("settled").asBoolean()).isFalse();
        }
        assertThat(told(left.path("id").asString(), 3))
                .extracting(e -> e.type())
                .containsExactly(
                        "payment.created", "payment.attempt_started", "payment.attempt_unknown");
    }

    @Test
    void who_is_slower_than_compensation_takes_its_word() throws Exception {
        var reached = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        channel.before =
                () -> {
                    reached.countDown();
                    await().until(() -> goOn.getCount() == 0);
                };
        String key = key();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = pool.submit(() -> post("/v1/payments", key, payment(1000, true)));
            reached.await();
            JsonNode left = heardOf();
            tell(left, Verdict.UNCLEAR);
            assertThat(tell(left, Verdict.REVERSED).path("settled").asBoolean()).isTrue();
            goOn.countDown(); // and the channel says "approved" to the one who waited

            ResponseEntity<byte[]> answer = slow.get();
            assertThat(answer.getStatusCode().value()).isEqualTo(402);
            var after = tree(get("/v1/payments/" + left.path("id").asString()));
            assertThat(after.path("status").asString()).isEqualTo("requires_payment_method");
            assertThat(after.path("amount_received").asLong()).isZero();
            var again = post("/v1/payments", key, payment(1000, true));
            assertThat(again.getBody()).isEqualTo(answer.getBody());
        }
    }

    @Test
    void who_comes_back_while_nothing_is_known_moves_nothing() throws Exception {
        var reached = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        channel.before =
                () -> {
                    reached.countDown();
                    await().until(() -> goOn.getCount() == 0);
                };
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = pool.submit(() -> post("/v1/payments", key(), payment(1000, true)));
            reached.await();
            JsonNode left = heardOf();
            tell(left, Verdict.UNCLEAR);
            goOn.countDown();
            assertThat(slow.get().getStatusCode().value()).isEqualTo(409);
            var after = tree(get("/v1/payments/" + left.path("id").asString()));
            assertThat(after.path("status").asString()).isEqualTo("processing");
            assertThat(tell(left, Verdict.APPROVED).path("settled").asBoolean()).isTrue();
        }
    }

    @Test
    void a_success_that_the_channel_calls_undone_stays_a_case_for_people() {
        var paid = tree(post("/v1/payments", key(), payment(1000, true)));
        var said = tell(paid, Verdict.REVERSED);
        assertThat(said.path("settled").asBoolean()).isFalse();
        assertThat(said.path("reverse").asBoolean()).isFalse();
    }

    @Test
    void an_answer_is_given_again_even_when_the_merchant_may_pay_no_more() {
        String key = key();
        merchantIs("mch_0007", "active", 1);
        var first = payAs("mch_0007", key);
        assertThat(first.getStatusCode().value()).isEqualTo(201);
        merchantIs("mch_0007", "suspended", 2);
        await().until(() -> payAs("mch_0007", key()).getStatusCode().value() == 403);
        var again = payAs("mch_0007", key);
        assertThat(again.getStatusCode().value()).isEqualTo(201);
        assertThat(again.getBody()).isEqualTo(first.getBody());
    }

    /** A payment whose process died between writing "sent" and writing the outcome. */
    private JsonNode leftBehind(String key) {
        channel.before =
                () -> {
                    throw new IllegalStateException("as if the process had died here");
                };
        assertThat(post("/v1/payments", key, payment(1000, true)).getStatusCode().value())
                .isEqualTo(500);
        channel.before = () -> {};
        return heardOf();
    }

    /** The payment whose attempt the channel heard of last. */
    private JsonNode heardOf() {
        String heard = json.valueToTree(channel.heard).path(0).path("reference").asString();
        String id = heard.replace("att_", "pay_").replaceAll("_\\d+$", "");
        return tree(get("/v1/payments/" + id));
    }

    private JsonNode tell(JsonNode payment, Verdict verdict) {
        return tell(
                payment.path("id").asString(), payment.path("latest_attempt").asString(), verdict);
    }

    private ResponseEntity<byte[]> payAs(String merchant, String key) {
        return call("/v1/payments", key, payment(1000, true), TestIdentity.merchant(merchant));
    }
}
