package io.tollbridge.testkit.aggregate;

import static io.tollbridge.testkit.aggregate.Things.id;
import static io.tollbridge.testkit.aggregate.Things.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import io.tollbridge.contracts.Topics;
import io.tollbridge.starter.aggregate.Aggregate;
import io.tollbridge.starter.aggregate.AggregateStore;
import io.tollbridge.starter.aggregate.AggregateStore.Outcome;
import io.tollbridge.starter.aggregate.Aggregates;
import io.tollbridge.starter.aggregate.Answer;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.testkit.BreakableLink;
import io.tollbridge.testkit.BreakableLink.Fate;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TopicReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.TestPropertySource;

/** The aggregate store and its outbox on real Cassandra and Kafka. */
@ServiceTest
@TestPropertySource(properties = "spring.application.name=thing-service")
class AggregateStoreIT {

    @SpringBootApplication
    static class ThingApplication {
        @Bean
        Aggregates things(
                CqlSession session,
                KafkaTemplate<String, byte[]> kafka,
                EventCodec codec,
                Clock systemClock) {
            return new Aggregates(session, kafka, codec, systemClock, Things.TABLE);
        }
    }

    @Autowired Aggregates things;
    @Autowired CqlSession session;
    @Autowired KafkaTemplate<String, byte[]> kafka;
    @Autowired EventCodec codec;
    @Autowired ConsumerFactory<String, byte[]> consumers;

    @Test
    void a_step_applies_once_and_only_on_the_version_it_was_decided_on() {
        String id = id();
        var store = things.store();
        assertThat(store.load(id).exists()).isFalse();
        var first = step(Aggregate.absent(id), 2, null);
        assertThat(store.append(first)).isEqualTo(new Outcome.Applied(2));
        // The very same step again, as after a lost answer: it is recognised as done.
        assertThat(store.append(first)).isEqualTo(new Outcome.Applied(2));
        // Another one decided on the same version has lost.
        assertThat(store.append(step(Aggregate.absent(id), 1, null)))
                .isEqualTo(new Outcome.Overtaken());
        assertThat(store.load(id).version()).isEqualTo(2);
        assertThat(store.events(id, 1))
                .extracting(AggregateStore.LoggedEvent::sequence)
                .containsExactly(1L, 2L);
    }

    @Test
    void an_answer_is_kept_and_its_key_works_once() {
        String id = id();
        var store = things.store();
        var answer =
                new Answer("key-1", new byte[] {7}, 201, "yes".getBytes(StandardCharsets.UTF_8));
        store.append(step(Aggregate.absent(id), 1, answer));
        assertThat(store.answer(id, "key-1").orElseThrow().body()).asString().isEqualTo("yes");
        assertThat(store.append(step(store.load(id), 1, answer)))
                .isEqualTo(new Outcome.Overtaken());
        assertThat(store.load(id).version()).isEqualTo(1);
    }

    @Test
    void an_event_keeps_the_trace_of_its_request_for_whoever_publishes_it_later() {
        String id = id();
        var store = things.store();
        String trace = "0af7651916cd43dd8448eb211c80319c";
        try (var _ = MDC.putCloseable("traceId", trace);
                var _ = MDC.putCloseable("spanId", "b7ad6b7169203331")) {
            store.append(step(Aggregate.absent(id), 1, null));
        }
        store.append(step(store.load(id), 1, null));
        assertThat(store.events(id, 1))
                .extracting(AggregateStore.LoggedEvent::trace)
                .containsExactly("00-" + trace + "-b7ad6b7169203331-01", null);
    }

    @Test
    void a_fence_stops_what_was_decided_before_it() {
        String id = id();
        var store = things.store();
        var late = step(Aggregate.absent(id), 1, null);
        assertThat(store.fence(Aggregate.absent(id))).isTrue();
        assertThat(store.append(late)).isEqualTo(new Outcome.Overtaken());
        var seen = store.load(id);
        assertThat(seen.exists()).isFalse();
        assertThat(store.append(step(seen, 1, null))).isEqualTo(new Outcome.Applied(1));
    }

    @Test
    void racing_writers_each_move_it_once_and_their_events_arrive_in_order() throws Exception {
        String id = id();
        var store = things.store();
        int writers = 8;
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            calls.add(() -> {
                while (!(store.append(step(store.load(id), 1, null)) instanceof Outcome.Applied)) {
                    Thread.onSpinWait();
                }
                return true;
            });
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : pool.invokeAll(calls)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(store.load(id).version()).isEqualTo(writers);
        assertThat(firstCopies(id, writers)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void what_a_dead_process_wrote_and_did_not_publish_is_swept() {
        String id = id();
        // As a process leaves it that died after its write: marker and rows, nothing in Kafka.
        insertMarker(id, 1, Uuids.timeBased());
        session.execute(
                "INSERT INTO thing (thing_id, version, kind, k, op_id, event_type, body, at)"
                        + " VALUES ('"
                        + id
                        + "', 1, 'event', '0000000001', uuid(),"
                        + " 'audit.recorded', 0x7b7d, toTimestamp(now()))");
        assertThat(firstCopies(id, 1)).containsExactly(1L);
        await().atMost(Duration.ofSeconds(30)).until(() -> markersOf(id) == 0);
    }

    @Test
    void a_marker_without_its_step_is_deleted_only_after_a_fence() {
        String id = id();
        var old = Uuids.startOf(Clock.systemUTC().millis() - 20_000);
        var late = step(Aggregate.absent(id), 1, null);
        insertMarker(id, 1, old);
        await().atMost(Duration.ofSeconds(30)).until(() -> markersOf(id) == 0);
        assertThat(things.store().append(late)).isEqualTo(new Outcome.Overtaken());
    }

    @ParameterizedTest
    @EnumSource
    void a_step_applies_once_whatever_became_of_a_request_on_a_link_that_broke(Fate fate)
            throws InterruptedException {
        String id = id();
        try (var link = new BreakableLink(cassandraPort());
                var fragile = sessionOver(link, 2)) {
            var store = storeOn(fragile);
            store.append(step(Aggregate.absent(id), 1, null));
            link.breakAt(inEvent(id), fate);
            assertThat(store.append(step(store.load(id), 1, null)))
                    .isEqualTo(new Outcome.Applied(2));
            assertThat(link.isBroken()).isTrue();
            if (fate == Fate.LATE) {
                link.letGo(Duration.ofSeconds(10));
            }
        }
        assertThat(things.store().load(id).version()).isEqualTo(2);
        assertThat(firstCopies(id, 2)).containsExactly(1L, 2L);
    }

    @Test
    void a_step_that_arrives_after_a_fence_does_nothing_and_was_not_called_done()
            throws InterruptedException {
        String id = id();
        try (var link = new BreakableLink(cassandraPort());
                var fragile = sessionOver(link, 1)) {
            var store = storeOn(fragile);
            link.breakAt(inEvent(id), Fate.LATE);
            assertThat(store.append(step(Aggregate.absent(id), 1, null)))
                    .isEqualTo(new Outcome.Unclear()); // no other connection to ask by
            assertThat(things.store().fence(Aggregate.absent(id))).isTrue();
            link.letGo(Duration.ofSeconds(10));
        }
        assertThat(things.store().load(id).exists()).isFalse();
        assertThat(things.store().events(id, 1)).isEmpty();
    }

    // ---- words

    /** The words by which a batch that writes an event is told from the marker before it. */
    private static String inEvent(String id) {
        return '"' + id + '"';
    }

    /** A store as another process would have it; it runs no sweep. */
    private AggregateStore storeOn(CqlSession other) {
        return new Aggregates(other, kafka, codec, Clock.systemUTC(), Things.TABLE).store();
    }

    private CqlSession sessionOver(BreakableLink link, int connections) {
        var differences =
                DriverConfigLoader.programmaticBuilder()
                        .withStringList(
                                DefaultDriverOption.CONTACT_POINTS,
                                List.of("127.0.0.1:" + link.port()))
                        .withInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, connections)
                        .build();
        return CqlSession.builder()
                .withConfigLoader(
                        DriverConfigLoader.compose(
                                differences, session.getContext().getConfigLoader()))
                .withKeyspace(session.getKeyspace().orElseThrow())
                .build();
    }

    private int cassandraPort() {
        var node = session.getMetadata().getNodes().values().iterator().next();
        return ((InetSocketAddress) node.getEndPoint().resolve()).getPort();
    }

    private List<Long> firstCopies(String id, int count) {
        try (var reader = new TopicReader(consumers, codec, Topics.AUDIT)) {
            return await().atMost(Duration.ofSeconds(40))
                    .until(
                            () ->
                                    reader.read().stream()
                                            .filter(e -> e.key().equals(id))
                                            .map(e -> e.sequence())
                                            .distinct()
                                            .toList(),
                            seen -> seen.size() >= count);
        }
    }

    private void insertMarker(String id, int sequence, UUID marker) {
        session.execute(
                SimpleStatement.newInstance(
                        "INSERT INTO outbox_pending (shard, bucket, id, aggregate_id, seq)"
                                + " VALUES (?, ?, ?, ?, ?)",
                        Math.floorMod(id.hashCode(), Things.TABLE.shards()),
                        Clock.systemUTC().millis() / 10_000,
                        marker,
                        id,
                        sequence));
    }

    private long markersOf(String id) {
        return session.execute("SELECT aggregate_id FROM outbox_pending").all().stream()
                .filter(row -> id.equals(row.getString(0)))
                .count();
    }
}
