package io.tollbridge.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.testkit.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a merchant can find out about its receiver, and what becomes of one that does not work. */
@ServiceTest
class DeliveryLogIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Receiver receiver = new Receiver();

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private EventPublisher publisher;
    @Autowired private BusinessClock clock;
    @Autowired private JsonMapper json;

    private String merchant = "";
    private String secret = "";
    private String path = "";

    @BeforeEach
    void makeAnEndpoint(TestInfo test) {
        merchant = "mch_" + Integer.toHexString(test.getDisplayName().hashCode());
        var made =
                client().post(
                                "/v1/webhook_endpoints",
                                Map.of(
                                        "url",
                                        receiver.url(),
                                        "enabled_events",
                                        List.of("payment.created")));
        secret = made.path("secret").asString();
        path = "/v1/webhook_endpoints/" + made.path("id").asString();
    }

    @AfterEach
    void close() {
        client().delete(path);
        receiver.close();
    }

    @Test
    void the_log_shows_what_was_sent_what_came_back_and_when_it_is_tried_again() {
        receiver.failing("evt_", 1);
        receiver.failsWith(503, "busy ".repeat(500));
        String event = "evt_" + created() + "_1";
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 1);
        await().atMost(PATIENCE).until(() -> deliveries("").size() == 2);

        var failed = deliveries("").get(1);
        assertThat(failed.path("outcome").asString()).isEqualTo("failed");
        assertThat(failed.path("attempt").asInt()).isOne();
        assertThat(failed.path("http_status").asInt()).isEqualTo(503);
        assertThat(failed.path("answer").asString())
                .isEqualTo("busy ".repeat(500).substring(0, 1024));
        assertThat(Instant.parse(failed.path("next_attempt_at").asString()))
                .isAfter(Instant.parse(failed.path("at").asString()).plusSeconds(4));
        assertThat(failed.has("duration_millis")).isTrue();

        var request = failed.path("request");
        assertThat(request.path("url").asString()).isEqualTo(receiver.url());
        assertThat(client().get(request.path("body").asString()).path("id").asString())
                .isEqualTo(event);
        var call = receiver.received().getFirst();
        for (String name : List.of("webhook-id", "webhook-timestamp")) {
            assertThat(request.path("headers").path(name).asString())
                    .isEqualTo(call.headers().firstValue(name).orElseThrow());
        }
        assertThat(request.path("headers").has("webhook-signature")).isFalse();

        var delivered = deliveries("").getFirst();
        assertThat(delivered.path("outcome").asString()).isEqualTo("delivered");
        assertThat(delivered.has("answer")).isFalse();
        assertThat(delivered.has("next_attempt_at")).isFalse();
    }

    @Test
    void the_log_is_read_page_by_page() {
        for (int i = 0; i < 3; i++) {
            client().post(path + "/test", Map.of());
        }
        await().atMost(PATIENCE).until(() -> deliveries("").size() == 3);
        var first = client().get(path + "/deliveries?limit=2");
        assertThat(first.path("data")).hasSize(2);
        String cursor = first.path("next_cursor").asString();
        var rest = client().get(path + "/deliveries?limit=2&cursor=" + cursor);
        assertThat(rest.path("data")).hasSize(1);
        assertThat(rest.path("has_more").asBoolean()).isFalse();
    }

    @Test
    void a_test_event_is_signed_and_marked_and_the_answer_tells_how_it_went()
            throws WebhookVerificationException, EmptyWebhookSecretException {
        client().post(path, Map.of("status", "disabled")); // may be tried before it is switched on
        var good = client().post(path + "/test", Map.of());
        assertThat(good.path("delivered").asBoolean()).isTrue();
        assertThat(good.path("http_status").asInt()).isEqualTo(204);
        var call = receiver.received().getFirst();
        new Webhook(secret).verify(call.body(), call.headers());
        var event = json.readTree(call.body());
        assertThat(event.path("id")).isEqualTo(good.path("event"));
        assertThat(event.path("type").asString()).isEqualTo("webhook_endpoint.test");
        assertThat(event.path("test").asBoolean()).isTrue();
        assertThat(event.path("livemode").asBoolean()).isFalse();
        assertThat(event.path("account").asString()).isEqualTo(merchant);

        receiver.failing("refund.succeeded", 1);
        receiver.failsWith(500, "boom");
        var bad = client().post(path + "/test", Map.of("type", "refund.succeeded"));
        assertThat(bad.path("delivered").asBoolean()).isFalse();
        assertThat(bad.path("http_status").asInt()).isEqualTo(500);
        assertThat(bad.path("answer").asString()).isEqualTo("boom");
        assertThat(receiver.received()).as("tried once").hasSize(2);

        receiver.close();
        var none = client().post(path + "/test", Map.of());
        assertThat(none.path("http_status").asInt()).isZero();
        assertThat(none.path("error").asString()).isNotEmpty();
        assertThatThrownBy(() -> client().post(path + "/test", Map.of("type", "No Type")))
                .isInstanceOf(HttpClientErrorException.BadRequest.class)
                .hasMessageContaining("\"param\":\"type\"");
        assertThatThrownBy(() ->
                        new Client(http.build(), port, "mch_thief").post(path + "/test", Map.of()))
                .isInstanceOf(HttpClientErrorException.NotFound.class);
    }

    @Test
    void a_receiver_that_says_that_it_is_gone_is_switched_off_with_the_reason() {
        receiver.failing("evt_", 1);
        receiver.failsWith(410, "");
        var other = new Receiver();
        client().post(
                        "/v1/webhook_endpoints",
                        Map.of(
                                "url",
                                other.url(),
                                "enabled_events",
                                List.of("webhook_endpoint.disabled")));
        created();
        await().atMost(PATIENCE)
                .until(() -> client().get(path).path("status").asString().equals("disabled"));
        assertThat(client().get(path).path("disabled_reason").asString()).isEqualTo("gone");
        assertThat(client().get(path).has("disabled_at")).isTrue();
        await().atMost(PATIENCE)
                .until(() -> other.accepted().size() == 1); // the merchant's other endpoint is told
        var notice = json.readTree(other.received().getFirst().body());
        assertThat(notice.path("type").asString()).isEqualTo("webhook_endpoint.disabled");
        assertThat(notice.at("/data/object/disabled_reason").asString()).isEqualTo("gone");
        assertThat(path).endsWith(notice.at("/data/object/id").asString());
        assertThat(client().get("/v1/events/" + notice.path("id").asString())).isEqualTo(notice);

        var on = client().post(path, Map.of("status", "enabled"));
        assertThat(on.has("disabled_reason")).isFalse();
        assertThat(on.has("disabled_at")).isFalse();
        other.close();
    }

    @Test
    void a_receiver_that_accepts_nothing_for_days_is_switched_off_with_the_reason() {
        receiver.failing("evt_", 100);
        String object = created();
        for (int attempt = 1; attempt < 10; attempt++) {
            int made = attempt;
            await().atMost(PATIENCE).until(() -> deliveries("?limit=100").size() == made);
            assertThat(client().get(path).has("disabled_reason")).isFalse();
            clock.follow(clock.offset().plus(Duration.ofHours(27)).toMillis());
        }
        await().atMost(PATIENCE)
                .until(() -> client().get(path).path("status").asString().equals("disabled"));
        assertThat(receiver.received()).hasSize(10);
        assertThat(client().get(path).path("disabled_reason").asString()).isEqualTo("failing");
        assertThat(deliveries("?limit=1").getFirst().path("outcome").asString())
                .isEqualTo("exhausted");
        assertThatThrownBy(() -> client().post(path + "/replay", Map.of()))
                .hasMessageContaining("endpoint_disabled");

        client().post(path, Map.of("status", "enabled"));
        receiver.failing("evt_", 0);
        client().post(path + "/replay", Map.of("event", "evt_" + object + "_1"));
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 1);
    }

    private String created() {
        String object = "pay_" + merchant.substring(4);
        publisher.publish(List.of(TestEvents.created(object, merchant, clock.instant())));
        return object;
    }

    private List<JsonNode> deliveries(String query) {
        return client().get(path + "/deliveries" + query).path("data").valueStream().toList();
    }

    private Client client() {
        return new Client(http.build(), port, merchant);
    }
}
