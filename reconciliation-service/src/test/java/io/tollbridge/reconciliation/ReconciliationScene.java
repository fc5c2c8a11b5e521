package io.tollbridge.reconciliation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.reconciliation.BreakOpened;
import io.tollbridge.contracts.reconciliation.DayClosed;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.kernel.Money;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The service between its topics, with business time to play with. */
@ServiceTest
@TestPropertySource(properties = "tollbridge.reconciliation.sweep-interval=100ms")
abstract class ReconciliationScene {

    @Autowired EventPublisher publisher;
    @Autowired BusinessClock clock;
    @Autowired private ConsumerFactory<String, byte[]> consumers;
    @Autowired private EventCodec codec;
    @LocalServerPort private int port;

    private final List<TopicReader> readers = new ArrayList<>();

    @BeforeEach
    void openReader() {
        readers.add(new TopicReader(consumers, codec, Topics.RECONCILIATION));
    }

    @AfterEach
    void closeReader() {
        readers.forEach(TopicReader::close);
    }

    JsonNode resolve(LocalDate day, String which, String resolution) {
        String id =
                all(BreakOpened.class).stream()
                        .map(BreakOpened::difference)
                        .filter(b -> b.date().equals(day))
                        .filter(b -> (b.type() + " " + b.reference()).equals(which))
                        .findFirst()
                        .orElseThrow()
                        .id();
        return RestClient.create("http://localhost:" + port)
                .post()
                .uri("/v1/reconciliation/breaks/" + id + "/resolve")
                .header(TestIdentity.HEADER, TestIdentity.operator())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("resolution", resolution))
                .retrieve()
                .onStatus(status -> status.isError(), (_, _) -> {})
                .requiredBody(JsonNode.class);
    }

    DayClosed awaitDay(LocalDate day) {
        return awaitOne(DayClosed.class, e -> e.date().equals(day));
    }

    /** A day that is matched and told of but has open breaks, as the API shows it. */
    JsonNode awaitOpenBreaks(LocalDate day) {
        await().until(() -> dayStatus(day).equals("open_breaks"));
        return day(day);
    }

    JsonNode day(LocalDate day) {
        return get("/v1/reconciliation/days/" + Fixtures.CHANNEL + "/" + day);
    }

    String dayStatus(LocalDate day) {
        return day(day).path("status").asString("");
    }

    void awaitStatus(LocalDate day, String which, String status) {
        await().untilAsserted(() -> assertThat(breaks(day)).containsEntry(which, status));
    }

    /** Breaks of a date, {@code type reference} to status, as the API lists them. */
    Map<String, String> breaks(LocalDate day) {
        var found = new LinkedHashMap<String, String>();
        String path = "/v1/reconciliation/breaks?limit=100";
        for (JsonNode b : get(path).get("data")) {
            if (b.get("date").asString().equals(day.toString())) {
                String key = b.get("type").asString() + " " + b.path("reference").asString("");
                assertThat(found.put(key, b.get("status").asString())).isNull();
            }
        }
        return found;
    }

    List<LineMatched> lines(LocalDate day) {
        return all(LineMatched.class).stream().filter(e -> e.date().equals(day)).toList();
    }

    <T> T awaitOne(Class<T> type, Predicate<T> which) {
        var found = new ArrayList<T>();
        await().until(() -> {
            found.clear();
            all(type).stream().filter(which).forEach(found::add);
            return found.size() == 1;
        });
        return found.getFirst();
    }

    <T> List<T> all(Class<T> type) {
        return events().values().stream().filter(e -> e.is(type)).map(e -> e.as(type)).toList();
    }

    Map<String, EventEnvelope> events() {
        var found = new LinkedHashMap<String, EventEnvelope>();
        for (var event : readers.getFirst().read()) {
            var first = found.putIfAbsent(event.id(), event);
            assertThat(new String(event.body(), UTF_8)) // copies of one event are alike
                    .isEqualTo(new String((first == null ? event : first).body(), UTF_8));
        }
        return found;
    }

    /** What was said, by event id. */
    Map<String, String> byId() {
        var found = new LinkedHashMap<String, String>();
        events().forEach((id, event) -> found.put(id, new String(event.body(), UTF_8)));
        return found;
    }

    JsonNode get(String path) {
        return get(path, TestIdentity.operator());
    }

    JsonNode get(String path, String identity) {
        return RestClient.create("http://localhost:" + port)
                .get()
                .uri(path)
                .header(TestIdentity.HEADER, identity)
                .retrieve()
                .onStatus(status -> status.isError(), (_, _) -> {})
                .requiredBody(JsonNode.class);
    }

    static String remittance(LocalDate day) {
        return "ACQ SETTLEMENT " + day + " EUR";
    }

    static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    static Instant midnight(LocalDate day) {
        return day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }
}
