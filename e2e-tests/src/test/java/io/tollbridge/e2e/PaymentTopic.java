package io.tollbridge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic itself, which keeps what a consumer would sort out: second copies and their order. */
record PaymentTopic(Map<String, List<ConsumerRecord<String, String>>> byPayment) {

    private static final String NAME = "payments";
    private static final Duration POLL = Duration.ofMillis(500);

    /**
     * All events of a payment are there, the first copies in order, and each further copy is the
     * same.
     */
    void tells(String payment, int events) {
        var copies = byPayment.getOrDefault(payment, List.of());
        var firstCopies = copies.stream().map(PaymentTopic::sequence).distinct().toList();
        assertThat(firstCopies)
                .as("first copies of " + payment)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, events).boxed().toList());
        Map<Long, String> bodies = new HashMap<>();
        for (var copy : copies) {
            String first = bodies.putIfAbsent(sequence(copy), copy.value());
            assertThat(copy.value()).isEqualTo(first == null ? copy.value() : first);
        }
    }

    private static long sequence(ConsumerRecord<String, String> rec) {
        byte[] text = rec.headers().lastHeader("ce_sequence").value();
        return Long.parseLong(new String(text, StandardCharsets.UTF_8));
    }

    /** Reads it from its beginning to where it ends now. */
    static PaymentTopic read() {
        var found = new HashMap<String, List<ConsumerRecord<String, String>>>();
        Map<String, Object> settings = Map.of("bootstrap.servers", TheSandbox.kafka());
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions =
                    consumer.partitionsFor(NAME).stream()
                            .map(part -> new TopicPartition(NAME, part.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (var rec : consumer.poll(POLL)) {
                    found.computeIfAbsent(rec.key(), _ -> new ArrayList<>()).add(rec);
                }
            }
        }
        return new PaymentTopic(found);
    }
}
