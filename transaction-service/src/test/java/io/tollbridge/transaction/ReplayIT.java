package io.tollbridge.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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

@ServiceTest
class ReplayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Receiver receiver = new Receiver();

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private EventPublisher publisher;
    @Autowired private CqlSession session;
    @Autowired private BusinessClock clock;
    @Autowired private JsonMapper json;

    private String merchant = "";
    private String path = "";
    private Instant start = Instant.EPOCH;

    @BeforeEach
    void makeAnEndpoint(TestInfo test) {
        merchant = "mch_" + Integer.toHexString(test.getDisplayName().hashCode());
        start = clock.instant();
        path =
                "/v1/webhook_endpoints/"
                        + client().post(
                                        "/v1/webhook_endpoints",
                                        Map.of(
                                                "url",
                                                receiver.url(),
                                                "enabled_events",
                                                List.of("payment.*")))
                                .path("id")
                                .asString();
    }

    @AfterEach
    void close() {
        client().delete(path);
        receiver.close();
    }

    @Test
    void an_event_is_sent_again_under_its_message_id_and_once_for_a_request() {
        String object = paid("one");
        delivered(2);
        String key = UUID.randomUUID().toString();
        Map<String, ?> body = Map.of("event", "evt_" + object + "_3");
        assertThat(replay(key, body).path("replayed").asInt()).isOne();
        delivered(3);
        var calls = receiver.accepted();
        assertThat(calls.get(2).body()).isEqualTo(calls.get(1).body());
        assertThat(messageId(calls.get(2))).isEqualTo(messageId(calls.get(1)));

        session.execute( // the answer was lost before it was stored
                "DELETE FROM idempotency WHERE scope = ? AND key = ?",
                "MERCHANT|" + merchant + "|test",
                key);
        assertThat(replay(key, body).path("replayed").asInt()).isOne();
        assertThat(replay(body).path("replayed").asInt()).isOne();
        delivered(4);
        assertThat(receiver.received()).hasSize(4);
    }

    @Test
    void a_time_is_sent_again_in_order_for_each_object() {
        String one = paid("one");
        String other = paid("other");
        delivered(4);
        Instant end = clock.instant().plusSeconds(1);
        assertThat(replay(Map.of("from", start, "to", end)).path("replayed").asInt()).isEqualTo(4);
        delivered(8);
        for (String object : List.of(one, other)) {
            assertThat(eventsOf(object).subList(2, 4))
                    .containsExactly("evt_" + object + "_1", "evt_" + object + "_3");
        }
        var before = Map.of("from", start.minusSeconds(60), "to", start.minusSeconds(1));
        assertThat(replay(before).path("replayed").asInt()).isZero();
    }

    @Test
    void a_replay_by_endpoint_can_leave_out_what_was_accepted() {
        String object = paid("one");
        delivered(2);
        state(object, 1, "exhausted");
        var undelivered = Map.of("undelivered_only", true);
        assertThat(replay(undelivered).path("replayed").asInt()).isOne();
        delivered(3);
        assertThat(eventsOf(object).getLast()).isEqualTo("evt_" + object + "_1");
        await().atMost(PATIENCE).until(() -> replay(undelivered).path("replayed").asInt() == 0);
        assertThat(replay(Map.of()).path("replayed").asInt()).isEqualTo(2);
        delivered(5);
    }

    /** As if it had ended so. */
    private void state(String object, long sequence, String state) {
        String endpoint = path.substring(path.lastIndexOf('/') + 1);
        session.execute(
                "UPDATE webhook_job SET state = ? WHERE endpoint_id = ? AND object_id = ?"
                        + " AND sequence = ? AND type = 'payment.created'",
                state,
                endpoint,
                object,
                sequence);
    }

    @Test
    void a_replay_overtakes_nothing_that_waits_before_it() {
        String object = "pay_" + merchant.substring(4);
        receiver.failing("evt_" + object + "_1", 2); // after the second, it waits for 5 minutes
        publisher.publish(TestEvents.paid(object, merchant, clock.instant()));
        await().atMost(PATIENCE).until(() -> receiver.received().size() == 2);
        assertThat(receiver.accepted()).isEmpty();
        assertThat(replay(Map.of("event", "evt_" + object + "_3")).path("replayed").asInt())
                .isOne();
        delivered(2);
        assertThat(receiver.accepted().stream().map(this::eventId))
                .containsExactly("evt_" + object + "_1", "evt_" + object + "_3");
    }

    @Test
    void what_the_endpoint_was_too_young_to_hear_is_sent_when_asked_for() {
        String object = "pay_" + merchant.substring(4);
        publisher.publish(TestEvents.paid(object, merchant, start.minusSeconds(3600)));
        await().atMost(PATIENCE).until(() -> client().get("/v1/events").path("data").size() == 2);
        assertThat(replay(Map.of()).path("replayed").asInt()).isZero();
        assertThat(replay(Map.of("from", start.minusSeconds(7200))).path("replayed").asInt())
                .isEqualTo(2);
        delivered(2);
    }

    @Test
    void a_replay_that_cannot_be_says_why() {
        String object = paid("one");
        delivered(2);
        refused(400, "\"param\":\"event\"", Map.of("event", "evt_x_1", "from", start));
        refused(400, "\"param\":\"to\"", Map.of("from", start, "to", start));
        refused(400, "\"param\":\"cursor\"", Map.of("cursor", "x"));
        refused(400, "\"param\":\"from\"", Map.of("from", "yesterday"));
        refused(404, "\"param\":\"event\"", Map.of("event", "evt_x_1"));
        refused(404, "\"param\":\"event\"", Map.of("event", "nonsense"));
        client().post(path, Map.of("enabled_events", List.of("refund.*")));
        refused(422, "event_not_enabled", Map.of("event", "evt_" + object + "_1"));
        client().post(path, Map.of("status", "disabled"));
        refused(409, "endpoint_disabled", Map.of());
        assertThatThrownBy(() ->
                        new Client(http.build(), port, "mch_thief")
                                .post(path + "/replay", Map.of()))
                .isInstanceOf(HttpClientErrorException.NotFound.class);
        assertThat(receiver.received()).hasSize(2);
    }

    private void refused(int status, String words, Map<String, ?> body) {
        assertThatThrownBy(() -> replay(body))
                .isInstanceOfSatisfying(
                        HttpClientErrorException.class,
                        e -> assertThat(e.getStatusCode().value()).isEqualTo(status))
                .hasMessageContaining(words);
    }

    private String paid(String name) {
        String object = "pay_" + merchant.substring(4) + name;
        publisher.publish(TestEvents.paid(object, merchant, clock.instant()));
        return object;
    }

    /** So many calls were accepted, and it is written down of all of them. */
    private void delivered(int times) {
        await().atMost(PATIENCE)
                .until(() ->
                        receiver.accepted().size() == times
                                && client().get(path + "/deliveries?limit=100")
                                                .path("data")
                                                .valueStream()
                                                .filter(one ->
                                                        one.path("outcome")
                                                                .asString()
                                                                .equals("delivered"))
                                                .count()
                                        == times);
    }

    private List<String> eventsOf(String object) {
        return receiver.accepted().stream()
                .map(this::eventId)
                .filter(id -> id.startsWith("evt_" + object + "_"))
                .toList();
    }

    private String eventId(Receiver.Received call) {
        return json.readTree(call.body()).path("id").asString();
    }

    private static String messageId(Receiver.Received call) {
        return call.headers().firstValue("webhook-id").orElseThrow();
    }

    private JsonNode replay(Map<String, ?> body) {
        return replay(UUID.randomUUID().toString(), body);
    }

    private JsonNode replay(String key, Map<String, ?> body) {
        var answer =
                http.build()
                        .post()
                        .uri("http://127.0.0.1:" + port + path + "/replay")
                        .header(TestIdentity.HEADER, TestIdentity.merchant(merchant))
                        .header("Idempotency-Key", key)
                        .body(body)
                        .retrieve()
                        .body(JsonNode.class);
        return Objects.requireNonNull(answer);
    }

    private Client client() {
        return new Client(http.build(), port, merchant);
    }
}
