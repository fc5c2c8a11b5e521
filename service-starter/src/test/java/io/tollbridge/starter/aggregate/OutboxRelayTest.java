package io.tollbridge.starter.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.operations.AuditRecorded;
import io.tollbridge.starter.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import tools.jackson.databind.json.JsonMapper;

/** What the relay does when the broker refuses at once; the rest is proven on real servers. */
class OutboxRelayTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final AggregateTable TABLE =
            new AggregateTable("thing", "thing_id", List.of(), Set.of(AuditRecorded.class), 4);

    private final Broker broker = new Broker();
    private final OutboxRelay relay =
            new OutboxRelay(broker, new EventCodec(new JsonMapper(), "thing-service", ""), TABLE);

    @Test
    void nothing_goes_out_before_an_event_that_was_refused() {
        broker.refuseNext.set(1);
        relay.handOver(written("thing_1", 2));
        relay.handOver(written("thing_2", 1)); // one thread sends: after this, the first is done
        await().until(() -> broker.asked.get() >= 1 && !relay.order().hasTaken("thing_1", 2));
        assertThat(broker.sent).isEmpty();
        assertThat(relay.takeDone()).isEmpty();
    }

    @Test
    void what_is_sent_and_acknowledged_gives_its_marker_back() {
        relay.handOver(written("thing_1", 2));
        await().until(() -> broker.sent.size() == 2);
        await().until(() -> relay.takeDone().size() == 1);
        assertThat(broker.sent).containsExactly("thing_1:1", "thing_1:2");
        assertThat(relay.order().hasTaken("thing_1", 2)).isTrue();
    }

    @Test
    void the_next_waits_until_the_one_before_is_acknowledged() {
        broker.silent.set(true);
        relay.handOver(written("thing_1", 1));
        relay.handOver(written("thing_1", 1, 1));
        awaitTurn();
        assertThat(broker.sent).containsExactly("thing_1:1", "thing_2:1");

        broker.acknowledge("thing_1:1");
        await().until(() -> broker.sent.contains("thing_1:2"));
    }

    @Test
    void what_waits_behind_a_lost_one_is_left_to_the_sweep() {
        broker.silent.set(true);
        relay.handOver(written("thing_1", 1));
        relay.handOver(written("thing_1", 1, 1));
        await().until(() -> broker.sent.contains("thing_1:1"));
        broker.lose("thing_1:1");
        assertThat(relay.order().hasTaken("thing_1", 1)).isFalse();

        awaitTurn();
        assertThat(broker.sent).doesNotContain("thing_1:2");
        assertThat(relay.takeDone()).isEmpty();
    }

    @Test
    void an_event_goes_out_when_the_one_before_it_of_the_same_transition_is_acknowledged() {
        broker.silent.set(true);
        relay.handOver(written("thing_1", 2));
        awaitTurn();
        assertThat(broker.sent).doesNotContain("thing_1:2");

        broker.acknowledge("thing_1:1");
        await().until(() -> broker.sent.contains("thing_1:2"));
        assertThat(relay.takeDone()).isEmpty();
        broker.acknowledge("thing_1:2");
        assertThat(relay.takeDone()).hasSize(1);
    }

    @Test
    void nothing_of_a_transition_goes_out_after_an_event_of_it_that_was_lost() {
        broker.silent.set(true);
        relay.handOver(written("thing_1", 2));
        awaitTurn();
        broker.lose("thing_1:1");
        assertThat(broker.sent).containsExactly("thing_1:1", "thing_2:1");
        assertThat(relay.order().hasTaken("thing_1", 2)).isFalse();
        assertThat(relay.takeDone()).isEmpty();
    }

    @Test
    void the_sweep_too_sends_an_event_only_when_the_one_before_it_is_acknowledged() {
        broker.silent.set(true);
        var type = EventCodec.typeOf(AuditRecorded.class).value();
        var first = new AggregateStore.LoggedEvent(1, type, NOON, new byte[] {'{', '}'}, null);
        var second = new AggregateStore.LoggedEvent(2, type, NOON, new byte[] {'{', '}'}, null);
        var sweep =
                CompletableFuture.runAsync(() -> relay.publish("thing_1", List.of(first, second)));
        await().until(() -> broker.sent.contains("thing_1:1"));
        broker.lose("thing_1:1");
        await().until(sweep::isCompletedExceptionally);
        assertThat(broker.sent).containsExactly("thing_1:1");
        assertThat(relay.order().hasTaken("thing_1", 2)).isFalse();
    }

    /** One thread sends: when another aggregate's event is out, all before it had their turn. */
    private void awaitTurn() {
        relay.handOver(written("thing_2", 1));
        await().until(() -> broker.sent.contains("thing_2:1"));
    }

    private static OutboxRelay.Written written(String id, int events) {
        return written(id, 0, events);
    }

    private static OutboxRelay.Written written(String id, int before, int events) {
        var happened = new AuditRecorded("a", "me", "paint", id, "done", NOON, null, null);
        var transition =
                new Transition(
                        new Aggregate(id, before, 0, new byte[0]),
                        UUID.randomUUID(),
                        Map.of(),
                        new byte[0],
                        Collections.nCopies(events, (Object) happened),
                        List.of(),
                        null,
                        NOON);
        var bodies = Collections.nCopies(events, new byte[] {'{', '}'});
        var marker = new OutboxMarkers.Marker(0, 0, UUID.randomUUID(), id, 1);
        return new OutboxRelay.Written(transition, bodies, null, marker);
    }

    /** Refuses as a producer does whose buffer is full or whose broker is unknown. */
    private static final class Broker extends KafkaTemplate<String, byte[]> {

        final AtomicInteger refuseNext = new AtomicInteger();
        final AtomicInteger asked = new AtomicInteger();
        final AtomicBoolean silent = new AtomicBoolean();
        final Map<String, CompletableFuture<SendResult<String, byte[]>>> acks =
                new ConcurrentHashMap<>();
        final List<String> sent = new CopyOnWriteArrayList<>();

        Broker() {
            super(
                    new DefaultKafkaProducerFactory<>(
                            Map.of(), new StringSerializer(), new ByteArraySerializer()));
        }

        @Override
        public CompletableFuture<SendResult<String, byte[]>> send(
                ProducerRecord<String, byte[]> rec) {
            asked.incrementAndGet();
            if (refuseNext.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new TimeoutException("no metadata");
            }
            String id =
                    new String(rec.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
            var ack = new CompletableFuture<SendResult<String, byte[]>>();
            acks.put(id, ack);
            sent.add(id);
            if (!silent.get()) {
                ack.complete(null);
            }
            return ack;
        }

        private CompletableFuture<SendResult<String, byte[]>> ack(String id) {
            return Objects.requireNonNull(acks.get(id), id);
        }

        void acknowledge(String id) {
            ack(id).complete(null);
        }

        void lose(String id) {
            ack(id).completeExceptionally(new TimeoutException("not delivered in time"));
        }
    }
}
