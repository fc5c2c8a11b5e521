package io.tollbridge.starter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.contracts.operations.ClockAdvanced;
import io.tollbridge.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    private ConsumerRecord<String, byte[]> event(String key, String body) {
        var type = EventCodec.typeOf(ClockAdvanced.class);
        var out = new OutgoingEvent(Map.of(), key, key + ":1", 1, Instant.EPOCH);
        var sent = codec.encode(type, body.getBytes(StandardCharsets.UTF_8), out, null);
        var rec = new ConsumerRecord<>(sent.topic(), 0, 0, key, sent.value());
        sent.headers().forEach(header -> rec.headers().add(header));
        return rec;
    }
}
