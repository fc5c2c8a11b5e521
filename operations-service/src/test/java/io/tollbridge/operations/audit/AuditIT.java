package io.tollbridge.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.operations.AuditRecorded;
import io.tollbridge.contracts.operations.OperatorAction;
import io.tollbridge.contracts.operations.OperatorActionBegun;
import io.tollbridge.contracts.operations.OperatorActionEnded;
import io.tollbridge.operations.OpsClient;
import io.tollbridge.operations.audit.AuditChain.Head;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@ServiceTest
class AuditIT {

    /** Reads that leave no entry. A new one is a line here, for the reviewer to see. */
    private static final List<String> UNAUDITED =
            List.of("/ops/v1/audit", "/ops/v1/audit/verify", "/ops/v1/clock", "/ops/v1/overview");

    /** Handlers that are not ours: failures, and the API document, which only services may read. */
    private static final Set<String> OF_LIBRARIES =
            Set.of("/error", "/v3/api-docs", "/v3/api-docs.yaml");

    @LocalServerPort int port;
    @Autowired AuditTrail trail;
    @Autowired CassandraAuditStore store;
    @Autowired AuditAnnouncer announcer;
    @Autowired CqlSession session;
    @Autowired Clock systemClock;
    @Autowired ConsumerFactory<String, byte[]> consumers;
    @Autowired EventCodec codec;
    @Autowired KafkaTemplate<String, byte[]> kafka;
    @Autowired EventPublisher publisher;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private OpsClient ops;

    @BeforeEach
    void connect() {
        ops = new OpsClient(port);
    }

    @Test
    void every_handler_leaves_entries_but_for_the_reads_listed_here() {
        var unaudited = new ArrayList<String>();
        mappings.getHandlerMethods()
                .forEach((mapping, handler) -> {
                    for (String path : mapping.getPatternValues()) {
                        if (OF_LIBRARIES.contains(path) || path.startsWith("/internal/")) {
                            continue; // no operator gets there
                        }
                        assertThat(path)
                                .as("%s: the interceptor sees /ops/v1 only", handler)
                                .startsWith("/ops/v1/");
                        assertThat(mapping.getMethodsCondition().getMethods()).as(path).hasSize(1);
                        for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                            boolean mutating = method != RequestMethod.GET;
                            if (!AuditInterceptor.audits(mutating, handler)) {
                                unaudited.add(path);
                            }
                        }
                    }
                });
        assertThat(unaudited).containsExactlyInAnyOrderElementsOf(UNAUDITED);
    }

    @Test
    void who_retries_or_skips_a_parked_event_is_recorded_with_the_reason() throws Exception {
        kafka.send(codec.topic(Topics.COMPENSATION), "x", new byte[] {1}).get();
        String parked = "/ops/v1/parked/operations/operations-overview/x";
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ops.get(parked).body().at("/data/0/place").isString());
        var list = ops.get("/ops/v1/parked").body();
        assertThat(list.at("/data/0/service").asString()).isEqualTo("operations");
        assertThat(list.at("/data/0/parked/oldest/error").asString()).contains("ce_id");
        assertThat(list.path("complete").asBoolean()).isFalse(); // nobody else is there

        var retried = ops.post(parked + "/retry", Map.of());
        assertThat(retried.body().path("error").asString()).contains("ce_id");
        String place = ops.get(parked).body().at("/data/0/place").asString();
        assertThat(ops.post(parked + "/skip", Map.of("place", place)).status()).isEqualTo(400);
        var skip = Map.of("place", place, "reason", "no event at all");
        assertThat(ops.post(parked + "/skip", skip).body().path("left").asInt()).isZero();
        assertThat(ops.post(parked + "/skip", skip).status()).isEqualTo(404);
        assertThat(ops.get("/ops/v1/parked/nobody/g/x").status()).isEqualTo(404);

        String action = "POST /ops/v1/parked/{service}/{group}/{id}/";
        var entry = entries(action + "retry").getLast();
        assertThat(entry.path("target").asString()).isEqualTo(parked + "/retry");
        assertThat(entry.path("detail").asString()).isEqualTo("handled 0, 1 left");
        assertThat(entries(action + "skip"))
                .anySatisfy(one ->
                        assertThat(one.path("detail").asString())
                                .isEqualTo(place + ": no event at all"));
    }

    @Test
    void an_action_is_one_entry_of_a_beginning_and_an_end_and_both_are_published() {
        ops.post("/ops/v1/clock/advance", Map.of("by", "PT1H"));
        var entry = entries("POST /ops/v1/clock/advance").getLast();
        assertThat(entry.path("service").asString()).isEqualTo("operations");
        assertThat(entry.path("outcome").asString()).isEqualTo("done");
        assertThat(entry.path("status").asInt()).isEqualTo(200);
        assertThat(entry.path("detail").asString()).isEqualTo("by PT1H");
        assertThat(entry.path("actor").asString()).isEqualTo("operator:operator");
        assertThat(entry.path("target").asString()).isEqualTo("/ops/v1/clock/advance");
        assertThat(entry.path("origin").asString()).isEqualTo("127.0.0.1");
        assertThat(entry.path("request_id").asString()).startsWith("req_");
        assertThat(Instant.parse(entry.path("at").asString()))
                .isBeforeOrEqualTo(Instant.parse(entry.path("ended_at").asString()));
        try (var topic = new TopicReader(consumers, codec, Topics.AUDIT)) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(topic.read())
                                    .map(event -> event.as(AuditRecorded.class))
                                    .filteredOn(it -> id(entry).equals(it.entry()))
                                    .extracting(AuditRecorded::result)
                                    .containsExactly("begun", "200"));
        }
        assertThat(ops.get("/ops/v1/audit/verify").body().path("valid").asBoolean()).isTrue();
    }

    @Test
    void what_an_operator_did_in_another_service_is_one_entry_however_often_it_is_told() {
        var told = told("act_told", systemClock.instant());
        publisher.publish(List.of(begun(told), ended(told, 409, "key_revoked")));
        publisher.publish(List.of(begun(told), ended(told, 409, "key_revoked")));
        var alone = told("act_alone", systemClock.instant());
        publisher.publish(List.of(begun(alone)));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> entries("DELETE /v1/api_keys/{id}").size() == 2);
        await().until(() ->
                entries("DELETE /v1/api_keys/{id}").stream()
                        .anyMatch(it -> it.path("outcome").asString().equals("refused")));

        var entries = entries("DELETE /v1/api_keys/{id}");
        assertThat(entries).map(AuditIT::id).containsExactlyInAnyOrder("act_told", "act_alone");
        assertThat(entries)
                .filteredOn(it -> id(it).equals("act_told"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.path("service").asString()).isEqualTo("merchant");
                    assertThat(it.path("actor").asString()).isEqualTo("operator:jo");
                    assertThat(it.path("target").asString()).isEqualTo("/v1/api_keys/key_1");
                    assertThat(it.path("status").asInt()).isEqualTo(409);
                    assertThat(it.path("detail").asString()).isEqualTo("key_revoked");
                });
        assertThat(entries)
                .filteredOn(it -> id(it).equals("act_alone"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.path("outcome").asString()).isEqualTo("open");
                    assertThat(it.hasNonNull("ended_at")).isFalse();
                });
        assertThat(ops.get("/ops/v1/audit/verify").body().path("valid").asBoolean()).isTrue();
    }

    @Test
    void an_end_after_midnight_stands_in_the_chain_of_the_beginning() {
        var night = Instant.parse("2026-03-02T23:59:59.999Z");
        var told = told("act_night", night);
        publisher.publish(List.of(begun(told), ended(told, 200, null)));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> verify(LocalDate.of(2026, 3, 2)).path("links").asLong() == 2);
        var listed = ops.get("/ops/v1/audit?day=2026-03-02").body().path("data");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("outcome").asString()).isEqualTo("done");
        assertThat(verify(LocalDate.of(2026, 3, 2)).path("valid").asBoolean()).isTrue();
        try (var topic = new TopicReader(consumers, codec, Topics.AUDIT)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            topic.read().stream()
                                            .filter(event ->
                                                    "act_night"
                                                            .equals(
                                                                    event.as(AuditRecorded.class)
                                                                            .entry()))
                                            .count()
                                    == 2);
        }
    }

    @Test
    void refusals_and_look_ups_are_recorded_without_card_numbers() {
        ops.post("/ops/v1/clock/advance", Map.of(), "key-1", TestIdentity.merchant("mch_1"));
        var refused = entries("POST /ops/v1/clock/advance").getLast();
        assertThat(refused.path("outcome").asString()).isEqualTo("refused");
        assertThat(refused.path("status").asInt()).isEqualTo(403);
        assertThat(refused.path("detail").asString()).isEqualTo("forbidden");
        assertThat(refused.path("actor").asString()).isEqualTo("merchant:key_mch_1");

        ops.get("/ops/v1/payments?order=4242424242424242");
        var looked = entries("GET /ops/v1/payments").getLast();
        assertThat(looked.path("outcome").asString()).isEqualTo("done");
        assertThat(looked.path("target").asString())
                .isEqualTo("/ops/v1/payments?order=424242******4242");

        // But a merchant's key cannot make the trail longer at will.
        for (int i = 0; i < 3 * RefusalBudget.A_MINUTE_MAX; i++) {
            String flood = TestIdentity.merchant("mch_flood");
            assertThat(ops.post("/ops/v1/clock/advance", Map.of(), "flood-" + i, flood).status())
                    .isEqualTo(403);
        }
        assertThat(entries("POST /ops/v1/clock/advance"))
                .filteredOn(
                        entry -> entry.path("actor").asString().equals("merchant:key_mch_flood"))
                .hasSizeLessThanOrEqualTo(2 * RefusalBudget.A_MINUTE_MAX); // a minute may end
    }

    @Test
    void many_at_once_from_two_instances_make_one_chain() throws Exception {
        var other = new AuditTrail(store, announcer, systemClock); // a lock of its own
        List<Callable<Object>> calls =
                IntStream.range(0, 16)
                        .mapToObj(
                                i -> Executors.callable(() -> begin(i % 2 == 0 ? trail : other, i)))
                        .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                call.get();
            }
        }
        assertThat(entries("PARALLEL"))
                .extracting(it -> it.path("target").asString())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 16).mapToObj(i -> "parallel " + i).toList());
        assertThat(ops.get("/ops/v1/audit/verify").body().path("valid").asBoolean()).isTrue();
    }

    @Test
    void pages_follow_each_other() {
        for (int i = 0; i < 5; i++) {
            trail.record(action("page " + i), systemClock.instant());
        }
        String today = LocalDate.ofInstant(systemClock.instant(), systemClock.getZone()).toString();
        var first = ops.get("/ops/v1/audit?limit=3&day=" + today).body();
        assertThat(first.path("data")).hasSize(3);
        assertThat(first.path("has_more").asBoolean()).isTrue();
        var second =
                ops.get(
                                "/ops/v1/audit?limit=3&day="
                                        + today
                                        + "&cursor="
                                        + first.path("next_cursor").asString())
                        .body();
        assertThat(second.path("data").get(0).path("seq").asLong())
                .isGreaterThan(first.path("data").get(2).path("seq").asLong());
        assertThat(ops.get("/ops/v1/audit?day=2026-01-01").body().path("data")).isEmpty();
        assertThat(ops.get("/ops/v1/audit?day=yesterday").status()).isEqualTo(400);
        assertThat(ops.get("/ops/v1/audit?cursor=x").status()).isEqualTo(400);
    }

    @Test
    void whoever_changes_the_table_is_found_out() {
        var day = LocalDate.of(2026, 3, 1); // not today's, which the other tests check
        Head head = Head.begin(day);
        for (int i = 0; i < 4; i++) {
            var link = AuditChain.next(head, systemClock.instant(), action("day " + i));
            assertThat(store.append(head, link)).isEqualTo(CassandraAuditStore.Appended.APPLIED);
            head = AuditChain.after(link);
        }
        assertThat(
                        store.append(
                                Head.begin(day),
                                AuditChain.next(head, systemClock.instant(), action("late"))))
                .isEqualTo(CassandraAuditStore.Appended.OVERTAKEN);
        assertThat(verify(day).path("valid").asBoolean()).isTrue();
        assertThat(verify(day).path("links").asLong()).isEqualTo(4);

        session.execute(
                "DELETE FROM audit WHERE stream = 'ops' AND day = '2026-03-01' AND seq = 4");
        assertThat(verify(day).path("fault").asString()).isEqualTo("the end is missing");

        session.execute(
                "UPDATE audit SET actor = 'nobody'"
                        + " WHERE stream = 'ops' AND day = '2026-03-01' AND seq = 2");
        assertThat(verify(day).path("valid").asBoolean()).isFalse();
        assertThat(verify(day).path("fault").asString())
                .isEqualTo("link 2 is not what was recorded");
    }

    private JsonNode verify(LocalDate day) {
        return ops.get("/ops/v1/audit/verify?day=" + day).body();
    }

    private List<JsonNode> entries(String action) {
        var today = LocalDate.ofInstant(systemClock.instant(), systemClock.getZone());
        var found = new ArrayList<JsonNode>();
        ops.get("/ops/v1/audit?limit=100&day=" + today)
                .body()
                .path("data")
                .forEach(entry -> {
                    if (entry.path("action").asString().equals(action)) {
                        found.add(entry);
                    }
                });
        return found;
    }

    private static OperatorAction told(String id, Instant at) {
        return new OperatorAction(
                id,
                "merchant",
                "operator:jo",
                "DELETE /v1/api_keys/{id}",
                "/v1/api_keys/key_1",
                "here",
                "req_told",
                at);
    }

    private static OutgoingEvent begun(OperatorAction action) {
        var begun = new OperatorActionBegun(action);
        return new OutgoingEvent(begun, action.id(), action.id() + ":1", 1, action.begunAt());
    }

    private static OutgoingEvent ended(
            OperatorAction action, int status, @Nullable String problem) {
        var at = action.begunAt().plusMillis(20);
        var ended = new OperatorActionEnded(action, status, problem, at);
        return new OutgoingEvent(ended, action.id(), action.id() + ":2", 2, at);
    }

    private static String id(JsonNode entry) {
        return entry.path("id").asString();
    }

    private void begin(AuditTrail by, int number) {
        var asked = asked("act_parallel_" + number, "PARALLEL", "parallel " + number);
        by.record(AuditAction.begun(asked), asked.begunAt());
    }

    private AuditAction action(String target) {
        return AuditAction.begun(asked("act_" + target, "TEST", target));
    }

    private OperatorAction asked(String id, String action, String target) {
        return new OperatorAction(
                id,
                "test",
                "operator:test",
                action,
                target,
                "here",
                "req_1",
                systemClock.instant());
    }
}
