package io.tollbridge.starter.aggregate;

import io.tollbridge.contracts.EventType;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.OutgoingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
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
 * events before it are known to be in Kafka. The long way, for whatever a crash or an outage left
 * behind, is {@link OutboxSweeper}. Either may publish an event again; neither publishes one before
 * an earlier one of the same aggregate, so first copies are in order.
 */
final class OutboxRelay {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int QUEUED = 10_000;
    private static final Duration REST = Duration.ofSeconds(2);

    private final KafkaTemplate<String, byte[]> kafka;
    private final EventCodec codec;
    private final Map<String, EventType> types;

    private final RelayOrder<Written> order = new RelayOrder<>();
    private final LongSupplier nanos;
    private final Executor sender;
    private final AtomicLong restUntilNanos;

    private final ConcurrentLinkedQueue<OutboxMarkers.Marker> done = new ConcurrentLinkedQueue<>();

    OutboxRelay(KafkaTemplate<String, byte[]> kafka, EventCodec codec, AggregateTable table) {
        this(kafka, codec, table, System::nanoTime, oneThread());
    }

    /** {@code sender} runs what it is given one after the other. */
    OutboxRelay(
            KafkaTemplate<String, byte[]> kafka,
            EventCodec codec,
            AggregateTable table,
            LongSupplier nanos,
            Executor sender) {
        this.kafka = kafka;
        this.codec = codec;
        this.nanos = nanos;
        this.sender = sender;
        this.restUntilNanos = new AtomicLong(nanos.getAsLong());
        this.types =
                table.eventTypes().stream()
                        .map(EventCodec::typeOf)
                        .collect(Collectors.toUnmodifiableMap(EventType::value, type -> type));
    }

    private static Executor oneThread() {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUED),
                Thread.ofPlatform().name("outbox-relay").daemon().factory());
    }

    /** A transition that has just been written. */
    record Written(
            Transition transition,
            List<byte[]> bodies,
            @Nullable String trace,
            OutboxMarkers.Marker marker) {}

    /**
     * Takes over what was written and returns at once: the request does not wait for Kafka. What it
     * cannot take is left to the sweep.
     */
    void handOver(Written written) {
        var transition = written.transition();
        int before = transition.before().version();
        if (order.take(transition.id(), before, transition.versionAfter(), written)) {
            inTurn(written, () -> send(written));
        }
    }

    private void inTurn(Written written, Runnable step) {
        try {
            sender.execute(step);
        } catch (RejectedExecutionException e) {
            order.lost(written.transition().id());
        }
    }

    private void send(Written written) {
        var transition = written.transition();
        if (nanos.getAsLong() < restUntilNanos.get()) {
            order.lost(transition.id()); // Kafka is away: do not wait for it record by record
            return;
        }
        send(written, 0);
    }

    /**
     * Sends an event, and the next one when it is acknowledged. Together they could end up in two
     * batches, of which the first expires and the second arrives.
     */
    private void send(Written written, int index) {
        var transition = written.transition();
        var type = EventCodec.typeOf(transition.events().get(index).getClass());
        int sequence = transition.before().version() + index + 1;
        byte[] body = written.bodies().get(index);
        var rec = rec(type, transition.id(), sequence, transition.at(), body, written.trace());
        var _ = send(rec).whenComplete((_, failure) -> sent(written, index, failure));
    }

    private void sent(Written written, int index, @Nullable Throwable failure) {
        int next = index + 1;
        if (failure == null && next < written.bodies().size()) {
            inTurn(written, () -> send(written, next)); // not on the producer's own thread
        } else {
            finished(written, failure);
        }
    }

    private CompletableFuture<?> send(ProducerRecord<String, byte[]> rec) {
        try {
            return kafka.send(rec);
        } catch (RuntimeException e) { // the broker is away
            restUntilNanos.set(nanos.getAsLong() + REST.toNanos());
            return CompletableFuture.failedFuture(e);
        }
    }

    private void finished(Written written, @Nullable Throwable failure) {
        String id = written.transition().id();
        if (failure == null) {
            Crash.at("relay.acknowledged");
            done.add(written.marker());
            var next = order.acknowledged(id, written.transition().versionAfter());
            if (next != null) {
                inTurn(next, () -> send(next)); // not on the producer's own thread
            }
        } else {
            order.lost(id);
            log.atWarn()
                    .addKeyValue("aggregate.id", id)
                    .setCause(failure)
                    .log("relay.left_to_sweep");
        }
    }

    /** Sends logged events in order, each when the one before is acknowledged. */
    void publish(String id, List<AggregateStore.LoggedEvent> events) {
        for (var event : events) {
            EventType type = types.get(event.type());
            if (type == null) {
                throw new IllegalStateException("event type " + event.type() + " is not declared");
            }
            var rec = rec(type, id, event.sequence(), event.at(), event.body(), event.trace());
            kafka.send(rec).join();
        }
        if (!events.isEmpty()) {
            order.published(id, (int) events.getLast().sequence());
        }
    }

    RelayOrder<Written> order() {
        return order;
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
