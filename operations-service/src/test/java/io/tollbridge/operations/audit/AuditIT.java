package io.tollbridge.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.operations.AuditRecorded;
import io.tollbridge.operations.OpsClient;
import io.tollbridge.operations.audit.AuditChain.Head;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.ConsumerFactory;
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
                        if (OF_LIBRARIES.contains(path)) {
                            continue;
                        }
                        assertThat(path)
                                .as("%s: the interceptor sees /ops/v1 only", handler)
                                .startsWith("/ops/v1/");
                        assertThat(mapping.getMethodsCondition().getMethods()).as(path).hasSize(1);
                        for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                            if (!AuditInterceptor.audits(method.name(), handler)) {
                                assertThat(method).as(path).isEqualTo(RequestMethod.GET);
                                unaudited.add(path);
                            }
                        }
                    }
                });
        assertThat(unaudited).containsExactlyInAnyOrderElementsOf(UNAUDITED);
    }

    @Test
    void an_action_is_recorded_before_and_after_and_published() {
        ops.post("/ops/v1/clock/advance", Map.of("by", "PT1H"));
        var entries = entries("POST /ops/v1/clock/advance");
        assertThat(entries).hasSizeGreaterThanOrEqualTo(2);
        var begun = entries.get(entries.size() - 2);
        var ended = entries.getLast();
        assertThat(begun.path("result").asString()).isEqualTo("begun");
        assertThat(ended.path("result").asString()).isEqualTo("200");
        assertThat(ended.path("detail").asString()).isEqualTo("by PT1H");
        assertThat(ended.path("actor").asString()).isEqualTo("operator:operator");
        assertThat(ended.path("origin").asString()).isEqualTo("127.0.0.1");
        assertThat(ended.path("request_id").asString())
                .startsWith("req_")
                .isEqualTo(begun.path("request_id").asString());
        try (var topic = new TopicReader(consumers, codec, Topics.AUDIT)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            topic.read().stream()
                                    .map(event -> event.as(AuditRecorded.class).id())
                                    .anyMatch(ended.path("id").asString()::equals));
        }
        assertThat(ops.get("/ops/v1/audit/verify").body().path("valid").asBoolean()).isTrue();
    }

    @Test
    void refusals_and_look_ups_are_recorded_without_card_numbers() {
        ops.post("/ops/v1/clock/advance", Map.of(), "key-1", TestIdentity.merchant("mch_1"));
        var refused = entries("POST /ops/v1/clock/advance").getLast();
        assertThat(refused.path("result").asString()).isEqualTo("403");
        assertThat(refused.path("actor").asString()).isEqualTo("merchant:key_mch_1");

        ops.get("/ops/v1/payments?order=4242424242424242");
        var looked = entries("GET /ops/v1/payments").getLast();
        assertThat(looked.path("result").asString()).isEqualTo("200");
        assertThat(looked.path("subject").asString())
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
                .hasSizeLessThanOrEqualTo(4 * RefusalBudget.A_MINUTE_MAX); // a minute may end
    }

    @Test
    void many_at_once_from_two_instances_make_one_chain() throws Exception {
        var other = new AuditTrail(store, announcer, systemClock); // a lock of its own
        List<Callable<AuditEntry>> calls =
                IntStream.range(0, 16)
                        .<Callable<AuditEntry>>mapToObj(i ->
                                () -> (i % 2 == 0 ? trail : other).record(action("parallel " + i)))
                        .toList();
        var numbers = new ArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                numbers.add(call.get().seq());
            }
        }
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(ops.get("/ops/v1/audit/verify").body().path("valid").asBoolean()).isTrue();
    }

    @Test
    void pages_follow_each_other() {
        for (int i = 0; i < 5; i++) {
            trail.record(action("page " + i));
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
        assertThat(second.path("data").get(0).path("seq").asLong()).isEqualTo(4);
        assertThat(ops.get("/ops/v1/audit?day=2026-01-01").body().path("data")).isEmpty();
        assertThat(ops.get("/ops/v1/audit?day=yesterday").status()).isEqualTo(400);
        assertThat(ops.get("/ops/v1/audit?cursor=x").status()).isEqualTo(400);
    }

    @Test
    void whoever_changes_the_table_is_found_out() {
        var day = LocalDate.of(2026, 3, 1); // not today's, which the other tests check
        Head head = Head.begin(day);
        for (int i = 0; i < 4; i++) {
            var entry = AuditChain.next(head, systemClock.instant(), action("day " + i));
            assertThat(store.append(head, entry)).isEqualTo(CassandraAuditStore.Appended.APPLIED);
            head = AuditChain.after(entry);
        }
        assertThat(
                        store.append(
                                Head.begin(day),
                                AuditChain.next(head, systemClock.instant(), action("late"))))
                .isEqualTo(CassandraAuditStore.Appended.OVERTAKEN);
        assertThat(verify(day).path("valid").asBoolean()).isTrue();
        assertThat(verify(day).path("entries").asLong()).isEqualTo(4);

        session.execute(
                "DELETE FROM audit WHERE stream = 'ops' AND day = '2026-03-01' AND seq = 4");
        assertThat(verify(day).path("fault").asString()).isEqualTo("the end is missing");

        session.execute(
                "UPDATE audit SET actor = 'nobody'"
                        + " WHERE stream = 'ops' AND day = '2026-03-01' AND seq = 2");
        assertThat(verify(day).path("valid").asBoolean()).isFalse();
        assertThat(verify(day).path("fault").asString())
                .isEqualTo("entry 2 is not what was recorded");
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

    private static AuditAction action(String subject) {
        return new AuditAction("operator:test", "TEST", subject, "200", "", "here", "req_1");
    }
}
