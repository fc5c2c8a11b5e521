package io.tollbridge.starter.aggregate;

import io.tollbridge.contracts.EventType;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Brings written events to Kafka in order per aggregate.
 *
 * <p>The short way: whoever wrote a transition hands it over, and it is sent at once when all
 * events before it are known to be sent. The long way, for whatever a crash or an outage left
 * behind, is {@link OutboxSweeper}. Either may publish an event again; neither publishes one before
 * an earlier one of the same aggregate, so first copies are in order.
 */
final class OutboxRelay {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int REMEMBERED = 100_000;
    private static final int QUEUED = 10_000;
    private static final Duration REST = Duration.ofSeconds(2);

    private final KafkaTemplate<String, byte[]> kafka;
    private final EventCodec codec;
    private final Map<String, EventType> types;

    /** The last sequence sent of each aggregate that this process wrote last. */
    private final Map<String, Integer> sent =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(1024, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    private final ThreadPoolExecutor sender =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(QUEUED),
                    Thread.ofPlatform().name("outbox-relay").daemon().factory());
    private final AtomicLong restUntilNanos = new AtomicLong(System.nanoTime());

    private final ConcurrentLinkedQueue<OutboxMarkers.Marker> done = new ConcurrentLinkedQueue<>();

    OutboxRelay(KafkaTemplate<String, byte[]> kafka, EventCodec codec, AggregateTable table) {
        this.kafka = kafka;
        this.codec = codec;
        this.types =
                table.eventTypes().stream()
                        .map(EventCodec::typeOf)
                        .collect(Collectors.toUnmodifiableMap(EventType::value, type -> type));
    }

    /** A transition that has just been written. */
    record Written(
            Transition transition,
            List<byte[]> bodies,
            @Nullable String trace,
            OutboxMarkers.Marker marker) {}

    /**
     * Takes over what was written and returns at once: the request does not wait for Kafka. One
     * thread sends, so that noting an event as sent and sending it are one step. What it cannot
     * take is left to the sweep.
     */
    void handOver(Written written) {
        try {
            sender.execute(() -> sendInTurn(written));
        } catch (RejectedExecutionException e) {
            forget(written.transition().id());
        }
    }

    /** Sends what was written if its turn has come; otherwise the sweep will. */
    private void sendInTurn(Written written) {
        if (System.nanoTime() < restUntilNanos.get()) {
            forget(written.transition().id()); // Kafka is away: do not wait for it record by record
            return;
        }
        var transition = written.transition();
        int before = transition.before().version();
        Integer last = sent.get(transition.id());
        boolean itsTurn = last == null ? before == 0 : last == before;
        if (!itsTurn) {
            return;
        }
        sent.put(transition.id(), transition.versionAfter());
        var acks = new ArrayList<CompletableFuture<?>>();
        int sequence = before;
        for (int i = 0; i < written.bodies().size(); i++) {
            sequence++;
            var type = EventCodec.typeOf(transition.events().get(i).getClass());
            var rec =
                    rec(
                            type,
                            transition.id(),
                            sequence,
                            transition.at(),
                            written.bodies().get(i),
                            written.trace());
            var ack = send(rec);
            acks.add(ack);
            if (ack.isCompletedExceptionally()) {
                forget(transition.id()); // nothing later may go out before this one
                break;
            }
        }
        var _ =
                CompletableFuture.allOf(acks.toArray(CompletableFuture[]::new))
                        .whenComplete((_, failure) -> finished(written, failure));
    }

    private CompletableFuture<?> send(ProducerRecord<String, byte[]> rec) {
        try {
            return kafka.send(rec);
        } catch (RuntimeException e) { // the broker is away
            restUntilNanos.set(System.nanoTime() + REST.toNanos());
            return CompletableFuture.failedFuture(e);
        }
    }

    private void finished(Written written, @Nullable Throwable failure) {
        if (failure == null) {
            Crash.at("relay.acknowledged");
            done.add(written.marker());
        } else {
            forget(written.transition().id());
            log.atWarn()
                    .addKeyValue("aggregate.id", written.transition().id())
                    .setCause(failure)
                    .log("relay.left_to_sweep");
        }
    }

    /** Sends logged events in order and waits for all acknowledgements. */
    void publish(String id, List<AggregateStore.LoggedEvent> events) {
        var acks = new ArrayList<CompletableFuture<?>>();
        for (var event : events) {
            EventType type = types.get(event.type());
            if (type == null) {
                throw new IllegalStateException("event type " + event.type() + " is not declared");
            }
            acks.add(kafka.send(rec(type, id, event.sequence(), event.at(), event.body(), null)));
        }
        CompletableFuture.allOf(acks.toArray(CompletableFuture[]::new)).join();
        if (!events.isEmpty()) {
            sent.merge(id, (int) events.getLast().sequence(), Math::max);
        }
    }

    boolean hasSent(String id, int sequence) {
        return sequence == 0 || sent.getOrDefault(id, 0) >= sequence;
    }

    private void forget(String id) {
        sent.put(id, Integer.MIN_VALUE); // unknown: only the sweep may publish, then it is known
    }

    private ProducerRecord<String, byte[]> rec(
            EventType type,
            String id,
            long sequence,
            Instant at,
            byte[] body,
            @Nullable String trace) {
        var out = new OutgoingEvent(body, id, id + ":" + sequence, sequence, at);
        return codec.encode(type, body, out, trace);
    }

    /** Markers whose events are in Kafka: to be deleted together, not one by one. */
    List<OutboxMarkers.Marker> takeDone() {
        var taken = new ArrayList<OutboxMarkers.Marker>();
        for (var marker = done.poll(); marker != null; marker = done.poll()) {
            taken.add(marker);
        }
        return taken;
    }
}
