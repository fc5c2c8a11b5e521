package io.tollbridge.testkit;

import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads a topic from its beginning and keeps all it has seen: {@code await().until(() ->
 * reader.read().size() == 2)}. Made from the beans of the service under test.
 */
public final class TopicReader implements AutoCloseable {

    private final Consumer<String, byte[]> consumer;
    private final EventCodec codec;
    private final List<EventEnvelope> seen = new ArrayList<>();

    public TopicReader(ConsumerFactory<String, byte[]> consumers, EventCodec codec, String topic) {
        this.codec = codec;
        this.consumer = consumers.createConsumer("test-" + UUID.randomUUID(), "test");
        consumer.subscribe(List.of(codec.topic(topic)));
    }

    /** All events so far, in order per key. */
    public List<EventEnvelope> read() {
        consumer.poll(Duration.ofMillis(200)).forEach(rec -> seen.add(codec.decode(rec)));
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
