package io.tollbridge.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.payments.AttemptStarted;
import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.contracts.payments.PaymentMethodView;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.RiskView;
import io.tollbridge.contracts.risk.Assessment;
import io.tollbridge.contracts.risk.Assessment.Decision;
import io.tollbridge.contracts.risk.AssessmentRequest;
import io.tollbridge.contracts.risk.RiskAssessed;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class RiskServiceIT {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private EventPublisher publisher;
    @Autowired private EventCodec codec;
    @Autowired private ConsumerFactory<String, byte[]> consumers;

    private RestClient client;

    @BeforeEach
    void connect() {
        client = http.baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void a_good_card_is_allowed_and_the_decision_is_kept_and_published() {
        try (var topic = new TopicReader(consumers, codec, Topics.RISK)) {
            assertThat(assess("pay_good1", card("424242", "4242", "fp_good"), 500))
                    .isEqualTo(new Assessment(Decision.ALLOW, 0, List.of(), false));

            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            topic.read().stream()
                                    .map(event -> event.as(RiskAssessed.class))
                                    .anyMatch(e ->
                                            e.request().paymentId().value().equals("pay_good1")));
            var decision = decisions("pay_good1", TestIdentity.merchant("mch_1"));
            assertThat(decision.at("/data/0/decision").asString()).isEqualTo("allow");
            assertThat(decision.at("/data/0/card_last4").asString()).isEqualTo("4242");
            assertThat(decision.toString()).doesNotContain("fp_good");
        }
        assertThatThrownBy(() -> decisions("pay_good1", TestIdentity.merchant("mch_2")))
                .isInstanceOf(HttpClientErrorException.NotFound.class);
    }

    @Test
    void the_test_card_for_risk_is_blocked_by_the_list() {
        var assessment = assess("pay_blocked", card("410000", "0019", "fp_blocked"), 500);
        assertThat(assessment.decision()).isEqualTo(Decision.BLOCK);
        assertThat(assessment.reasons()).containsExactly("rul_block_list");
    }

    @Test
    void an_operator_adds_a_velocity_rule_and_disables_it_again() {
        var rule =
                post(
                        "/v1/risk/rules",
                        Map.of(
                                "name", "two an hour",
                                "kind", "velocity",
                                "action", "review",
                                "subject", "fingerprint",
                                "window_seconds", 7200,
                                "max_count", 2));
        var card = card("555555", "4444", "fp_busy");
        assertThat(assess("pay_v1", card, 500).decision()).isEqualTo(Decision.ALLOW);
        assertThat(assess("pay_v2", card, 500).decision()).isEqualTo(Decision.ALLOW);
        assertThat(assess("pay_v3", card, 500).decision()).isEqualTo(Decision.REVIEW);

        String id = rule.path("id").asString();
        assertThat(post("/v1/risk/rules/" + id + "/disable", null).path("enabled").asBoolean())
                .isFalse();
        assertThat(assess("pay_v4", card, 500).decision()).isEqualTo(Decision.ALLOW);
        assertThat(get("/v1/risk/rules?limit=100", TestIdentity.operator()).toString())
                .contains(id);
    }

    @Test
    void an_operator_blocks_an_address_and_frees_it_again() {
        String entries = "/v1/risk/lists/block/entries";
        var card = card("555555", "4444", "fp_list");
        post(entries, Map.of("subject", "ip", "value", "192.0.2.66"));
        assertThat(assess("pay_ip1", card, 500, "192.0.2.66").decision()).isEqualTo(Decision.BLOCK);

        client.delete()
                .uri(entries + "/ip/192.0.2.66")
                .header(TestIdentity.HEADER, TestIdentity.operator())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .retrieve()
                .toBodilessEntity();
        assertThat(assess("pay_ip2", card, 500, "192.0.2.66").decision()).isEqualTo(Decision.ALLOW);
    }

    @Test
    void rules_and_list_entries_go_page_by_page() {
        assertThat(names("/v1/risk/rules", 3))
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("rul_allow_list", "rul_merchant_review");
        for (int i = 0; i < 3; i++) {
            post("/v1/risk/lists/pages/entries", Map.of("subject", "ip", "value", "192.0.2.7" + i));
        }
        assertThat(names("/v1/risk/lists/pages/entries", 2))
                .containsExactly("192.0.2.70", "192.0.2.71", "192.0.2.72");
    }

    /** What a list holds, page by page. */
    private List<String> names(String path, int limit) {
        var names = new ArrayList<String>();
        String next = path + "?limit=" + limit;
        while (!next.isEmpty()) {
            var page = get(next, TestIdentity.operator());
            assertThat(page.path("data").size()).isBetween(1, limit);
            page.path("data")
                    .forEach(row ->
                            names.add(row.path(row.has("value") ? "value" : "id").asString()));
            next =
                    page.path("has_more").asBoolean()
                            ? path
                                    + "?limit="
                                    + limit
                                    + "&cursor="
                                    + page.path("next_cursor").asString()
                            : "";
        }
        return names;
    }

    @Test
    void the_api_describes_itself_to_services_and_to_nobody_else() {
        var document = get("/v3/api-docs", TestIdentity.service("gateway"));
        assertThat(document.path("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/v1/risk/decisions/{payment}",
                        "/v1/risk/lists/{list}/entries",
                        "/v1/risk/lists/{list}/entries/{subject}/{value}",
                        "/v1/risk/rules",
                        "/v1/risk/rules/{id}/disable",
                        "/v1/risk/rules/{id}/enable");
        var create = document.path("paths").path("/v1/risk/rules").path("post");
        assertThat(create.at("/tags/0").asString()).isEqualTo("risk");
        assertThat(create.at("/security/0").has("operator_key")).isTrue();
        assertThat(create.at("/parameters/0/name").asString()).isEqualTo("Idempotency-Key");
        assertThat(create.at("/parameters/0/required").asBoolean()).isTrue();
        assertThat(create.path("parameters")).hasSize(1);
        assertThat(create.path("responses").propertyNames())
                .containsExactlyInAnyOrder("201", "default");
        assertThat(create.at("/responses/default/content").propertyNames())
                .containsExactly("application/problem+json");
        assertThat(document.at("/components/schemas/Problem/required").toString())
                .contains("\"code\"");
        var rule = document.at("/components/schemas/RuleView");
        assertThat(rule.path("properties").propertyNames())
                .contains("amount_over", "window_seconds");
        assertThat(rule.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(
                        "id", "object", "name", "kind", "action", "enabled", "created");
        assertThat(document.toString()).doesNotContain("/internal/");
        for (String caller :
                List.of(
                        TestIdentity.anonymous(),
                        TestIdentity.merchant("mch_1"),
                        TestIdentity.operator())) {
            assertThatThrownBy(() -> get("/v3/api-docs", caller))
                    .isInstanceOf(HttpClientErrorException.Forbidden.class);
        }
        assertThatThrownBy(() -> get("/v3/api-docs", "forged"))
                .isInstanceOf(HttpClientErrorException.Unauthorized.class);
    }

    @Test
    void a_callers_request_id_comes_back_even_if_it_is_a_uuid() {
        String id = UUID.randomUUID() + ".1";
        var answer =
                client.get()
                        .uri("/v1/risk/rules")
                        .header(TestIdentity.HEADER, TestIdentity.operator())
                        .header("Request-Id", id)
                        .retrieve()
                        .toBodilessEntity();
        assertThat(answer.getHeaders().getFirst("Request-Id")).isEqualTo(id);
    }

    @Test
    void rules_are_not_for_merchants_and_malformed_ones_are_refused() {
        assertThatThrownBy(() -> get("/v1/risk/rules", TestIdentity.merchant("mch_1")))
                .isInstanceOf(HttpClientErrorException.Forbidden.class);
        assertThatThrownBy(() ->
                        post(
                                "/v1/risk/rules",
                                Map.of("name", "x", "kind", "velocity", "action", "block")))
                .isInstanceOf(HttpClientErrorException.BadRequest.class)
                .hasMessageContaining("invalid_rule");
    }

    @Test
    void a_decision_that_a_crash_took_is_rebuilt_from_the_payment() {
        var face = card("424242", "4242", "fp_lost");
        var payment = payment("pay_lost", face);
        var attempt = attempt("att_lost");
        var risk = new RiskView("review", 60, List.of("rul_amount_review"), false);
        publisher.publish(
                List.of(
                        new OutgoingEvent(
                                new AttemptStarted(payment, attempt, risk),
                                "pay_lost",
                                "pay_lost:2",
                                2,
                                NOON)));
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() ->
                        decisions("pay_lost", TestIdentity.operator())
                                .at("/data/0/decision")
                                .asString()
                                .equals("review"));
    }

    private Assessment assess(String payment, CardFace card, long amount) {
        return assess(payment, card, amount, "192.0.2.1");
    }

    private Assessment assess(String payment, CardFace card, long amount, String ip) {
        var answer =
                client.post()
                        .uri("/internal/v1/assessments")
                        .header(TestIdentity.HEADER, TestIdentity.service("core-engine"))
                        .body(
                                new AssessmentRequest(
                                        new PaymentId(payment),
                                        new AttemptId(payment.replace("pay_", "att_")),
                                        new MerchantId("mch_1"),
                                        Mode.TEST,
                                        Money.of(amount, "EUR"),
                                        card,
                                        ip))
                        .retrieve()
                        .body(Assessment.class);
        return Objects.requireNonNull(answer);
    }

    private JsonNode decisions(String payment, String identity) {
        return get("/v1/risk/decisions/" + payment, identity);
    }

    private JsonNode get(String path, String identity) {
        var answer =
                client.get()
                        .uri(path)
                        .header(TestIdentity.HEADER, identity)
                        .retrieve()
                        .body(JsonNode.class);
        return Objects.requireNonNull(answer);
    }

    private JsonNode post(String path, @Nullable Object body) {
        var request =
                client.post()
                        .uri(path)
                        .header(TestIdentity.HEADER, TestIdentity.operator())
                        .header("Idempotency-Key", UUID.randomUUID().toString());
        var answer = (body == null ? request : request.body(body)).retrieve().body(JsonNode.class);
        return Objects.requireNonNull(answer);
    }

    private static CardFace card(String bin, String last4, String fingerprint) {
        return new CardFace("visa", bin, last4, 2030, 12, fingerprint);
    }

    private static AttemptView attempt(String id) {
        return new AttemptView(
                new AttemptId(id),
                "acquirer",
                "purchase",
                "sent",
                Money.of(500, "EUR"),
                NOON,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static PaymentView payment(String id, CardFace card) {
        return new PaymentView(
                new PaymentId(id),
                "payment",
                500,
                "EUR",
                0,
                0,
                0,
                "processing",
                "automatic",
                new MerchantId("mch_1"),
                false,
                new PaymentMethodView("card", card),
                "acquirer",
                null,
                null,
                Map.of(),
                null,
                null,
                "none",
                null,
                NOON,
                2,
                null);
    }
}
