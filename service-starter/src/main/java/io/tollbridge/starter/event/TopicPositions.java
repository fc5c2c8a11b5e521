package io.tollbridge.starter.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** How far a topic goes, and how far a consumer group, all instances of it, has come. */
public final class TopicPositions {

    private final ConsumerFactory<String, byte[]> consumers;
    private final EventCodec codec;

    TopicPositions(ConsumerFactory<String, byte[]> consumers, EventCodec codec) {
        this.consumers = consumers;
        this.codec = codec;
    }

    /** The next offset to be written, by partition. */
    public Map<Integer, Long> ends(String topic) {
        try (var consumer = consumers.createConsumer(codec.topic("positions"), "ends", null)) {
            var ends = new HashMap<Integer, Long>();
            var partitions = partitions(consumer, topic);
            consumer.assign(partitions); // else it complains of each that it is not its own
            consumer.endOffsets(partitions).forEach((at, end) -> ends.put(at.partition(), end));
            return ends;
        }
    }

    /** Whether a group has committed these ends, or more, of every partition that is named. */
    boolean isPast(String group, String topic, Map<Integer, Long> ends) {
        if (ends.isEmpty()) {
            return true;
        }
        try (var consumer = consumers.createConsumer(codec.topic(group), "position", null)) {
            var read = consumer.committed(Set.copyOf(partitions(consumer, topic)));
            return ends.entrySet().stream()
                    .filter(end -> end.getValue() > 0)
                    .allMatch(end -> {
                        var at = read.get(new TopicPartition(codec.topic(topic), end.getKey()));
                        return at != null && at.offset() >= end.getValue();
                    });
        }
    }

    private List<TopicPartition> partitions(Consumer<String, byte[]> consumer, String topic) {
        return consumer.partitionsFor(codec.topic(topic)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
