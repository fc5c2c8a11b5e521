package io.tollbridge.starter.event;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.kafka.core.KafkaTemplate;

/** Publishes events, and says when all replicas have them. */
public final class EventPublisher {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaTemplate<String, byte[]> kafka;
    private final EventCodec codec;

    public EventPublisher(KafkaTemplate<String, byte[]> kafka, EventCodec codec) {
        this.kafka = kafka;
        this.codec = codec;
    }

    /** Publishes all, in this order per key. Throws when one of them may not have arrived. */
    public void publish(List<OutgoingEvent> events) {
        publish(events, PATIENCE);
    }

    /**
     * As {@link #publish(List)}, for those who cannot wait long. What was not acknowledged in time
     * may arrive later; the cause is then a {@link TimeoutException}.
     */
    public void publish(List<OutgoingEvent> events, Duration patience) {
        var sent = events.stream().map(this::send).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(sent).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new EventsNotPublished(sent.length, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventsNotPublished(sent.length, e);
        }
    }

    /** Hands one over and does not wait. Fails, later or at once, when it may not have arrived. */
    public CompletableFuture<?> send(OutgoingEvent event) {
        var rec = codec.encode(event);
        try {
            return kafka.send(rec);
        } catch (RuntimeException e) { // the broker is unknown, the buffer full, the producer shut
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Some of the events may not have reached Kafka: publish them again. */
    public static final class EventsNotPublished extends RuntimeException {
        EventsNotPublished(int count, Throwable cause) {
            super("events: not all of " + count + " acknowledged", cause);
        }
    }
}
