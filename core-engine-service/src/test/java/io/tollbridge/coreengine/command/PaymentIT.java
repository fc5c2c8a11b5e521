package io.tollbridge.coreengine.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.payments.PaymentCaptured;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.testkit.TestIdentity;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatusCode;

class PaymentIT extends PaymentCalls {

    @Autowired PaymentStore store;

    @Test
    void a_card_payment_is_taken_and_told_in_order() {
        var answer = post("/v1/payments", key(), payment(1000, true));
        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        var body = tree(answer);
        assertThat(body.path("status").asString()).isEqualTo("succeeded");
        assertThat(body.path("amount_received").asLong()).isEqualTo(1000);
        assertThat(body.path("payment_method").path("card").path("last4").asString())
                .isEqualTo("4242");

        var told = told(body.path("id").asString(), 3);
        assertThat(told)
                .extracting(EventEnvelope::type)
                .containsExactly("payment.created", "payment.attempt_started", "payment.captured");
        assertThat(told).extracting(EventEnvelope::sequence).containsExactly(1L, 2L, 3L);
        var captured = told.getLast().as(PaymentCaptured.class);
        assertThat(captured.capture().amount().minorUnits()).isEqualTo(1000);
        assertThat(captured.payment().version()).isEqualTo(3);
    }

    @Test
    void the_same_key_gives_the_same_bytes_and_another_body_is_refused() {
        String key = key();
        var first = post("/v1/payments", key, payment(1000, true));
        var second = post("/v1/payments", key, payment(1000, true));
        assertThat(second.getStatusCode()).isEqualTo(first.getStatusCode());
        assertThat(second.getBody()).isEqualTo(first.getBody());
        assertThat(second.getHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
        assertThat(channel.heard).hasSize(1);

        var other = post("/v1/payments", key, payment(1001, true));
        assertThat(other.getStatusCode().value()).isEqualTo(422);
        assertThat(tree(other).path("code").asString()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void twenty_at_once_with_one_key_charge_once() throws Exception {
        String key = key();
        List<Callable<Integer>> calls =
                IntStream.range(0, 20)
                        .<Callable<Integer>>mapToObj(_ ->
                                () ->
                                        post("/v1/payments", key, payment(700, true))
                                                .getStatusCode()
                                                .value())
                        .toList();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : pool.invokeAll(calls)) {
                assertThat(call.get()).isIn(201, 409);
            }
        }
        assertThat(channel.heard).hasSize(1);
    }

    @Test
    void a_decline_is_402_with_its_codes_and_the_payment_can_be_paid_again() {
        channel.script.add(Verdict.DECLINED);
        var answer = post("/v1/payments", key(), payment(1000, true));
        assertThat(answer.getStatusCode().value()).isEqualTo(402);
        var problem = tree(answer);
        assertThat(problem.path("decline_code").asString()).isEqualTo("insufficient_funds");
        assertThat(problem.path("network_decline_code").asString()).isEqualTo("51");
        String id = problem.path("payment").path("id").asString();
        assertThat(problem.path("payment").path("status").asString())
                .isEqualTo("requires_payment_method");

        var again =
                post("/v1/payments/" + id + "/confirm", key(), Map.of("payment_method", card()));
        assertThat(tree(again).path("status").asString()).isEqualTo("succeeded");
    }

    @Test
    void silence_leaves_it_processing_until_the_truth_is_known() {
        channel.script.add(Verdict.UNCLEAR);
        var answer = post("/v1/payments", key(), payment(1000, true));
        assertThat(answer.getStatusCode().value()).isEqualTo(202);
        var body = tree(answer);
        assertThat(body.path("status").asString()).isEqualTo("processing");

        String path =
                "/internal/v1/payments/%s/attempts/%s/resolution"
                        .formatted(
                                body.path("id").asString(), body.path("latest_attempt").asString());
        var found =
                Map.of(
                        "answer",
                        Map.of(
                                "verdict",
                                "APPROVED",
                                "amount",
                                Map.of("amount", 1000, "currency", "EUR")),
                        "evidence",
                        "query");
        for (int i = 0; i < 2; i++) { // telling it twice changes nothing
            var resolved = call(path, key(), found, TestIdentity.service("compensation"));
            assertThat(tree(resolved).path("settled").asBoolean()).isTrue();
            assertThat(tree(resolved).path("payment").path("status").asString())
                    .isEqualTo("succeeded");
        }
        assertThat(told(body.path("id").asString(), 4))
                .extracting(EventEnvelope::type)
                .containsExactly(
                        "payment.created",
                        "payment.attempt_started",
                        "payment.attempt_unknown",
                        "payment.captured");
    }

    @Test
    void a_channel_that_was_not_reached_is_followed_by_the_next() {
        channel.script.add(Verdict.NOT_SENT);
        var body = tree(post("/v1/payments", key(), payment(1000, true)));
        assertThat(body.path("status").asString()).isEqualTo("succeeded");
        assertThat(body.path("channel").asString()).isEqualTo("spare");
    }

    @Test
    void a_held_amount_is_captured_or_let_go() {
        var held = tree(post("/v1/payments", key(), manual(1500)));
        assertThat(held.path("status").asString()).isEqualTo("requires_capture");
        assertThat(held.path("amount_capturable").asLong()).isEqualTo(1500);
        String id = held.path("id").asString();
        var taken = tree(post("/v1/payments/" + id + "/capture", key(), Map.of()));
        assertThat(taken.path("status").asString()).isEqualTo("succeeded");

        String other = tree(post("/v1/payments", key(), manual(1600))).path("id").asString();
        var gone =
                tree(
                        post(
                                "/v1/payments/" + other + "/cancel",
                                key(),
                                Map.of("reason", "duplicate")));
        assertThat(gone.path("status").asString()).isEqualTo("canceled");
        assertThat(gone.path("cancellation_reason").asString()).isEqualTo("duplicate");
        var late = post("/v1/payments/" + other + "/capture", key(), Map.of());
        assertThat(late.getStatusCode().value()).isEqualTo(409);
    }

    @Test
    void racing_refunds_never_exceed_what_was_captured() throws Exception {
        String id = tree(post("/v1/payments", key(), payment(1000, true))).path("id").asString();
        List<Callable<Integer>> calls =
                IntStream.range(0, 12)
                        .<Callable<Integer>>mapToObj(_ ->
                                () ->
                                        post(
                                                        "/v1/refunds",
                                                        key(),
                                                        Map.of("payment", id, "amount", 300))
                                                .getStatusCode()
                                                .value())
                        .toList();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : pool.invokeAll(calls)) {
                assertThat(call.get()).isIn(201, 409, 422);
            }
        }
        var after = tree(get("/v1/payments/" + id));
        assertThat(after.path("amount_refunded").asLong()).isLessThanOrEqualTo(900).isPositive();
        var rest = post("/v1/refunds", key(), Map.of("payment", id, "amount", 901));
        assertThat(rest.getStatusCode().value()).isEqualTo(422);
    }

    @Test
    void an_order_number_names_one_payment() {
        var order =
                Map.of("amount", 500, "currency", "EUR", "merchant_reference", "order-" + key());
        var first = post("/v1/payments", key(), order);
        assertThat(first.getStatusCode().value()).isEqualTo(201);
        var second = post("/v1/payments", key(), order);
        assertThat(second.getStatusCode().value()).isEqualTo(409);
        assertThat(tree(second).path("code").asString()).isEqualTo("merchant_reference_taken");
    }

    @Test
    void a_payment_made_after_its_absence_was_seen_cannot_be_fenced_off() {
        var id = new PaymentId(PaymentId.PREFIX + UUID.randomUUID().toString().replace("-", ""));
        var seen = PaymentStore.Stored.absent(id);
        assertThat(store.fence(seen)).isTrue();
        var made = tree(post("/v1/payments", key(), payment(500, true))).path("id").asString();
        var before = PaymentStore.Stored.absent(new PaymentId(made));
        assertThat(store.fence(before)).isFalse();
    }

    @Test
    void bad_input_is_refused_by_field_and_another_merchant_sees_nothing() {
        var wrong = post("/v1/payments", key(), Map.of("amount", -1, "currency", "EUR"));
        assertThat(wrong.getStatusCode().value()).isEqualTo(400);
        assertThat(tree(wrong).path("param").asString()).isEqualTo("amount");
        var bad = post("/v1/payments", key(), Map.of("amount", 1, "currency", "EURO"));
        assertThat(tree(bad).path("param").asString()).isEqualTo("currency");

        String id = tree(post("/v1/payments", key(), payment(1000, false))).path("id").asString();
        var foreign =
                client().get()
                        .uri("/v1/payments/" + id)
                        .header(TestIdentity.HEADER, TestIdentity.merchant("mch_0002"))
                        .retrieve()
                        .onStatus(HttpStatusCode::isError, (_, _) -> {})
                        .toEntity(byte[].class);
        assertThat(foreign.getStatusCode().value()).isEqualTo(404);
        var direct =
                client().get()
                        .uri("/v1/payments/" + id)
                        .retrieve()
                        .onStatus(HttpStatusCode::isError, (_, _) -> {})
                        .toEntity(byte[].class);
        assertThat(direct.getStatusCode().value()).isEqualTo(401);
    }

    @Test
    void what_risk_blocks_is_not_sent() {
        var face = new CardFace("visa", "410000", "0019", 2030, 12, "fp9");
        var order =
                Map.of(
                        "amount",
                        100,
                        "currency",
                        "EUR",
                        "confirm",
                        true,
                        "payment_method",
                        Map.of("type", "card", "token", CardToken.of("r9", face).value()));
        var answer = post("/v1/payments", key(), order);
        assertThat(answer.getStatusCode().value()).isEqualTo(402);
        assertThat(tree(answer).path("code").asString()).isEqualTo("blocked_by_risk");
        assertThat(channel.heard).isEmpty();
    }
}
