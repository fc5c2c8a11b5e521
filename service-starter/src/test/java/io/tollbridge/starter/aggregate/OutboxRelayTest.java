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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
        await().until(() -> broker.asked.get() >= 1 && !relay.hasSent("thing_1", 2));
        assertThat(broker.sent).isEmpty();
        assertThat(relay.takeDone()).isEmpty();
    }

    @Test
    void what_is_sent_and_acknowledged_gives_its_marker_back() {
        relay.handOver(written("thing_1", 2));
        await().until(() -> broker.sent.size() == 2);
        await().until(() -> relay.takeDone().size() == 1);
        assertThat(broker.sent).containsExactly("thing_1:1", "thing_1:2");
        assertThat(relay.hasSent("thing_1", 2)).isTrue();
    }

    private static OutboxRelay.Written written(String id, int events) {
        var happened = new AuditRecorded("a", "me", "paint", id, "done", NOON);
        var transition =
                new Transition(
                        Aggregate.absent(id),
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
            sent.add(new String(rec.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
            return CompletableFuture.completedFuture(null);
        }
    }
}
