package io.tollbridge.starter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.operations.ClockAdvanced;
import io.tollbridge.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import tools.jackson.databind.json.JsonMapper;

/** What a mirror says of a key whose newest event it could not read. */
class MirrorsTest {

    private final EventCodec codec = new EventCodec(JsonMapper.builder().build(), "test", "");
    private final Mirrors mirrors = new Mirrors(new DefaultKafkaConsumerFactory<>(Map.of()), codec);
    private final MirrorTable<ClockAdvanced> table = mirrors.mirror(ClockAdvanced.class);

    @Test
    void an_event_that_cannot_be_read_leaves_its_key_without_an_answer_until_the_next() {
        mirrors.take(event("a", "{\"offsetMillis\": 1}"));
        mirrors.take(event("b", "{\"offsetMillis\": 2}"));
        mirrors.take(event("a", "{\"offsetMillis\": "));

        assertThatThrownBy(() -> table.get("a"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(503));
        assertThat(table.get("b")).isPresent();
        assertThat(table.get("c")).isEmpty();
        assertThat(mirrors.unreadable()).isEqualTo(1);

        mirrors.take(event("a", "{\"offsetMillis\": 3}"));
        assertThat(table.get("a")).map(ClockAdvanced::offsetMillis).contains(3L);
        assertThat(mirrors.unreadable()).isZero();
    }

    @Test
    void a_record_that_does_not_say_what_it_is_could_be_any_event_of_its_topic() {
        String topic = codec.topic(EventCodec.typeOf(ClockAdvanced.class).topic());
        mirrors.take(new ConsumerRecord<>("elsewhere", 0, 0, "a", new byte[0]));
        assertThat(mirrors.unreadable()).isZero();
        mirrors.take(new ConsumerRecord<>(topic, 0, 0, "a", new byte[0]));
        assertThat(mirrors.unreadable()).isEqualTo(1);
    }

    @Test
    void a_mirror_goes_on_where_it_was_after_its_consumer_failed() {
        String topic = codec.topic(EventCodec.typeOf(ClockAdvanced.class).topic());
        var partition = new TopicPartition(topic, 0);
        var made = new CopyOnWriteArrayList<MockConsumer<String, byte[]>>();
        var factory =
                new DefaultKafkaConsumerFactory<String, byte[]>(Map.of()) {
                    @Override
                    public Consumer<String, byte[]> createConsumer(
                            @Nullable String group,
                            @Nullable String prefix,
                            @Nullable String suffix) {
                        var consumer = new MockConsumer<String, byte[]>("earliest");
                        consumer.updatePartitions(
                                topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
                        consumer.updateBeginningOffsets(Map.of(partition, 0L));
                        consumer.updateEndOffsets(Map.of(partition, 0L));
                        made.add(consumer);
                        return consumer;
                    }
                };
        var following = new Mirrors(factory, codec, Duration.ofMillis(10));
        var clocks = following.mirror(ClockAdvanced.class);
        following.start();
        try {
            made.getFirst().addRecord(event("a", "{\"offsetMillis\": 1}"));
            await().until(() -> clocks.get("a").isPresent());
            made.getFirst().setPollException(new KafkaException("unknown server error"));

            await().until(() -> made.size() == 2 && following.isFollowing());
            assertThat(made.getFirst().closed()).isTrue();
            assertThat(made.getLast().position(partition)).isEqualTo(1);
        } finally {
            following.stop();
        }
    }

    private ConsumerRecord<String, byte[]> event(String key, String body) {
        var type = EventCodec.typeOf(ClockAdvanced.class);
        var out = new OutgoingEvent(Map.of(), key, key + ":1", 1, Instant.EPOCH);
        var sent = codec.encode(type, body.getBytes(StandardCharsets.UTF_8), out, null);
        var rec = new ConsumerRecord<>(sent.topic(), 0, 0, key, sent.value());
        sent.headers().forEach(header -> rec.headers().add(header));
        return rec;
    }
}
