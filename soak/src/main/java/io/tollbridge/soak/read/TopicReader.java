package io.tollbridge.soak.read;

import io.tollbridge.soak.facts.Told;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Topic {@code payments} from its first record to where it ends now. */
public final class TopicReader {

    private static final String NAME = "payments";
    private static final Duration POLL = Duration.ofMillis(500);

    private TopicReader() {}

    /** All records, those of a payment in the order of its partition. */
    public static List<Told> read(String kafka) {
        var found = new ArrayList<Told>();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka);
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions =
                    consumer.partitionsFor(NAME).stream()
                            .map(part -> new TopicPartition(NAME, part.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (var rec : consumer.poll(POLL)) {
                    found.add(told(rec));
                }
            }
        }
        return found;
    }

    private static Told told(ConsumerRecord<String, String> rec) {
        return new Told(
                rec.key(),
                Long.parseLong(header(rec, "ce_sequence")),
                header(rec, "ce_type"),
                rec.value(),
                Instant.parse(header(rec, "ce_time")),
                Instant.ofEpochMilli(rec.timestamp()));
    }

    private static String header(ConsumerRecord<String, String> rec, String name) {
        return new String(rec.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
