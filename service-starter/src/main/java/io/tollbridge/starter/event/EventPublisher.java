package io.tollbridge.starter.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;

/** Publishes events; returns only when all replicas have them. */
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
        publishRecords(events.stream().map(codec::encode).toList());
    }

    /** As {@link #publish}, for records that are encoded already. */
    public void publishRecords(List<ProducerRecord<String, byte[]>> records) {
        var sent = new ArrayList<CompletableFuture<?>>(records.size());
        for (var rec : records) {
            sent.add(kafka.send(rec));
        }
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new EventsNotPublished(records.size(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventsNotPublished(records.size(), e);
        }
    }

    /** Some of the events may not have reached Kafka: publish them again. */
    public static final class EventsNotPublished extends RuntimeException {
        EventsNotPublished(int count, Throwable cause) {
            super("events: not all of " + count + " acknowledged", cause);
        }
    }
}
