package io.tollbridge.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.protocol.internal.util.Bytes;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class WebhookIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Receiver receiver = new Receiver();

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private EventPublisher publisher;
    @Autowired private CqlSession session;
    @Autowired private BusinessClock clock;
    @Autowired private JsonMapper json;

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void a_merchant_is_told_what_it_asked_for_and_can_verify_it()
            throws WebhookVerificationException, EmptyWebhookSecretException {
        var client = client("mch_told");
        var endpoint = endpoint(client, "payment.succeeded");
        publisher.publish(TestEvents.paid("pay_told", "mch_told", clock.instant()));
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 1);

        var call = receiver.received().getFirst();
        new Webhook(endpoint.path("secret").asString()).verify(call.body(), call.headers());
        var event = json.readTree(call.body());
        assertThat(event).isEqualTo(client.get("/v1/events/evt_pay_told_3"));
        assertThat(event.path("type").asString()).isEqualTo("payment.succeeded");

        String id = endpoint.path("id").asString();
        await().atMost(PATIENCE).until(() -> deliveries(client, id).equals(List.of("delivered")));
        assertThat(client.get("/v1/webhook_endpoints/" + id).has("secret")).isFalse();
        assertThat(session.execute("SELECT secret FROM webhook_endpoint").all().toString())
                .doesNotContain(endpoint.path("secret").asString());
    }

    @Test
    void a_secret_is_stored_sealed_and_a_repeated_request_shows_it_again() {
        var key = UUID.randomUUID().toString();
        var first = create("mch_secret", key);
        var again = create("mch_secret", key);
        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(again.getHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
        assertThat(first.getBody()).contains("\"secret\":\"whsec_");
        assertThat(stored("idempotency")).contains("sealed:we_").doesNotContain("whsec_");
    }

    private ResponseEntity<String> create(String merchant, String key) {
        return http.build()
                .post()
                .uri("http://127.0.0.1:" + port + "/v1/webhook_endpoints")
                .header(TestIdentity.HEADER, TestIdentity.merchant(merchant))
                .header("Idempotency-Key", key)
                .body(Map.of("url", receiver.url(), "enabled_events", List.of("*")))
                .retrieve()
                .toEntity(String.class);
    }

    private String stored(String table) {
        var text = new StringBuilder();
        for (var row : session.execute("SELECT body FROM " + table)) {
            var body = row.getByteBuffer("body");
            if (body != null) {
                text.append(new String(Bytes.getArray(body), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    @Test
    void events_of_one_payment_stay_in_order_while_others_go_on() {
        var client = client("mch_order");
        String id = endpoint(client, "payment.*").path("id").asString();
        receiver.failing("\"evt_pay_first_1\"", 1);
        publisher.publish(TestEvents.paid("pay_first", "mch_order", clock.instant()));
        publisher.publish(TestEvents.paid("pay_second", "mch_order", clock.instant()));
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 4);

        var accepted = receiver.accepted().stream().map(this::eventId).toList();
        assertThat(accepted.subList(0, 2)).containsExactly("evt_pay_second_1", "evt_pay_second_3");
        assertThat(accepted.subList(2, 4)).containsExactly("evt_pay_first_1", "evt_pay_first_3");
        var messages =
                receiver.received().stream()
                        .filter(one -> eventId(one).equals("evt_pay_first_1"))
                        .map(one -> one.headers().firstValue("webhook-id").orElseThrow())
                        .distinct();
        assertThat(messages).hasSize(1);
        await().atMost(PATIENCE)
                .until(() -> deliveries(client, id).stream().filter("failed"::equals).count() == 1);
    }

    @Test
    void a_receiver_that_does_not_answer_delays_nobody_else() {
        try (var stuck = new Receiver()) {
            stuck.hangs();
            var client = client("mch_stuck");
            client.post(
                    "/v1/webhook_endpoints",
                    Map.of("url", stuck.url(), "enabled_events", List.of("*")));
            endpoint(client, "*"); // of the same merchant, for the same events
            for (int i = 0; i < 20; i++) {
                publisher.publish(
                        List.of(TestEvents.created("pay_stuck" + i, "mch_stuck", clock.instant())));
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> receiver.accepted().size() == 20);
            assertThat(stuck.received()).hasSizeLessThanOrEqualTo(8);
        }
    }

    @Test
    void what_a_dead_instance_had_in_hand_is_taken_over() {
        var client = client("mch_crash");
        var endpoint = endpoint(client, "payment.created").path("id").asString();
        Instant now = clock.instant();
        client.post("/v1/webhook_endpoints/" + endpoint, Map.of("status", "disabled"));
        publisher.publish(List.of(TestEvents.created("pay_crash", "mch_crash", now)));
        await().atMost(PATIENCE).until(() -> client.get("/v1/events").path("data").size() == 1);
        client.post("/v1/webhook_endpoints/" + endpoint, Map.of("status", "enabled"));
        assertThat(receiver.received()).isEmpty();

        session.execute(
                "INSERT INTO webhook_job (endpoint_id, object_id, sequence, type, at) VALUES"
                        + " (?, 'pay_crash', 1, 'payment.created', ?)",
                endpoint,
                now);
        session.execute("INSERT INTO webhook_bucket (owner, bucket) VALUES ('dead', 1)");
        session.execute(
                "INSERT INTO webhook_open (owner, bucket, endpoint_id, object_id) VALUES"
                        + " ('dead', 1, ?, 'pay_crash')",
                endpoint);
        session.execute(
                "INSERT INTO webhook_owner (realm, owner, known) VALUES ('all', 'dead', true)");
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 1);
        await().atMost(PATIENCE)
                .until(() -> session.execute("SELECT owner FROM webhook_owner").all().size() == 1);
    }

    @Test
    void endpoints_are_checked_changed_and_deleted() {
        var client = client("mch_crud");
        assertThatThrownBy(() ->
                        client.post(
                                "/v1/webhook_endpoints",
                                Map.of(
                                        "url",
                                        "http://shop.example/",
                                        "enabled_events",
                                        List.of("*"))))
                .isInstanceOf(HttpClientErrorException.BadRequest.class)
                .hasMessageContaining("invalid_url");
        assertThatThrownBy(() ->
                        client.post(
                                "/v1/webhook_endpoints",
                                Map.of(
                                        "url",
                                        "https://shop.example/",
                                        "enabled_events",
                                        List.of("no spaces"))))
                .isInstanceOf(HttpClientErrorException.BadRequest.class);

        String id = endpoint(client, "*").path("id").asString();
        String path = "/v1/webhook_endpoints/" + id;
        assertThatThrownBy(() -> client("mch_thief").get(path))
                .isInstanceOf(HttpClientErrorException.NotFound.class);
        var changed = client.post(path, Map.of("enabled_events", List.of("refund.*")));
        assertThat(changed.at("/enabled_events/0").asString()).isEqualTo("refund.*");
        assertThat(client.get("/v1/webhook_endpoints").path("data")).hasSize(1);
        assertThat(client.delete(path).path("deleted").asBoolean()).isTrue();
        assertThatThrownBy(() -> client.get(path))
                .isInstanceOf(HttpClientErrorException.NotFound.class);
    }

    @Test
    void a_rolled_secret_signs_beside_its_successor_for_a_day()
            throws WebhookVerificationException, EmptyWebhookSecretException {
        var client = client("mch_roll");
        var endpoint = endpoint(client, "payment.created");
        String path = "/v1/webhook_endpoints/" + endpoint.path("id").asString();
        var rolled = client.post(path + "/roll_secret", Map.of());
        String old = endpoint.path("secret").asString();
        String fresh = rolled.path("secret").asString();
        assertThat(fresh).startsWith("whsec_").isNotEqualTo(old);
        assertThat(Instant.parse(rolled.path("previous_secret_expires_at").asString()))
                .isBetween(
                        clock.instant().plus(Duration.ofHours(23)),
                        clock.instant().plus(Duration.ofHours(25)));
        assertThat(client.get(path).has("secret")).isFalse();
        client.post(path, Map.of("enabled_events", List.of("payment.*"))); // keeps both secrets

        publisher.publish(List.of(TestEvents.created("pay_roll1", "mch_roll", clock.instant())));
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 1);
        var during = receiver.received().getFirst();
        new Webhook(old).verify(during.body(), during.headers());
        new Webhook(fresh).verify(during.body(), during.headers());

        clock.follow(clock.offset().plus(Duration.ofHours(25)).toMillis());
        publisher.publish(List.of(TestEvents.created("pay_roll2", "mch_roll", clock.instant())));
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 2);
        var later = receiver.received().get(1);
        new Webhook(fresh).verify(later.body(), later.headers());
        assertThatThrownBy(() -> new Webhook(old).verify(later.body(), later.headers()))
                .isInstanceOf(WebhookVerificationException.class);
        assertThat(client.get(path).has("previous_secret_expires_at")).isFalse();
    }

    @Test
    void a_roll_that_died_before_it_answered_rolls_only_once() {
        var client = client("mch_reroll");
        var endpoint = endpoint(client, "*");
        String id = endpoint.path("id").asString();
        String key = UUID.randomUUID().toString();
        String first = roll("mch_reroll", id, key);
        assertThat(stored("idempotency")).doesNotContain("whsec_");
        session.execute(
                "DELETE FROM idempotency WHERE scope = 'MERCHANT|mch_reroll|test' AND key = ?",
                key);
        assertThat(roll("mch_reroll", id, key)).isEqualTo(first);
        assertThatThrownBy(() -> client("mch_thief").post(path(id), Map.of()))
                .isInstanceOf(HttpClientErrorException.NotFound.class);
        assertThatThrownBy(() -> client.post(path(id), Map.of("expires_in_seconds", 604_801)))
                .isInstanceOf(HttpClientErrorException.BadRequest.class)
                .hasMessageContaining("expiresInSeconds");
    }

    private static String path(String endpoint) {
        return "/v1/webhook_endpoints/" + endpoint + "/roll_secret";
    }

    private String roll(String merchant, String endpoint, String key) {
        var answer =
                http.build()
                        .post()
                        .uri("http://127.0.0.1:" + port + path(endpoint))
                        .header(TestIdentity.HEADER, TestIdentity.merchant(merchant))
                        .header("Idempotency-Key", key)
                        .retrieve()
                        .body(JsonNode.class);
        return Objects.requireNonNull(answer).path("secret").asString();
    }

    @Test
    void endpoints_are_listed_page_by_page() {
        var client = client("mch_list");
        for (int i = 0; i < 3; i++) {
            endpoint(client, "*");
        }
        var first = client.get("/v1/webhook_endpoints?limit=2");
        assertThat(first.path("data")).hasSize(2);
        assertThat(first.path("has_more").asBoolean()).isTrue();
        var second =
                client.get(
                        "/v1/webhook_endpoints?limit=2&cursor="
                                + first.path("next_cursor").asString());
        assertThat(second.path("data")).hasSize(1);
        assertThat(second.path("has_more").asBoolean()).isFalse();
        assertThat(first.path("data")).doesNotContain(second.at("/data/0"));
    }

    private JsonNode endpoint(Client client, String event) {
        var created =
                client.post(
                        "/v1/webhook_endpoints",
                        Map.of("url", receiver.url(), "enabled_events", List.of(event)));
        assertThat(created.path("secret").asString()).startsWith("whsec_");
        return created;
    }

    private static List<String> deliveries(Client client, String endpoint) {
        return client.get("/v1/webhook_endpoints/" + endpoint + "/deliveries")
                .path("data")
                .valueStream()
                .map(one -> one.path("outcome").asString())
                .toList();
    }

    private String eventId(Receiver.Received call) {
        return json.readTree(call.body()).path("id").asString();
    }

    private Client client(String merchant) {
        return new Client(http.build(), port, merchant);
    }
}
