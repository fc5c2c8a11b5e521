package io.tollbridge.starter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.operations.ClockAdvanced;
import io.tollbridge.starter.seen.SeenStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a group is done with of payments' events. */
class SeenEventsTest {

    private static final String WANTED = EventCodec.typeOf(ClockAdvanced.class).value();

    private final Map<String, Set<Long>> kept = new TreeMap<>();
    private final EventCodec codec = new EventCodec(JsonMapper.builder().build(), "test", "t-");
    private final ParkedInMemory parked = new ParkedInMemory();
    private @Nullable RuntimeException failure;
    private final EventIntake intake =
            new EventIntake(
                    new EventSubscription("test", Set.of(ClockAdvanced.class), _ -> fail()),
                    codec,
                    parked,
                    new InMemory(),
                    Clock.systemUTC());

    private final class InMemory implements SeenStore {

        @Override
        public void add(String group, Map<String, Set<Long>> sequences) {
            sequences.forEach(
                    (key, some) -> kept.computeIfAbsent(key, _ -> new TreeSet<>()).addAll(some));
        }

        @Override
        public Map<String, List<Long>> find(String group, Collection<String> keys) {
            throw new UnsupportedOperationException();
        }
    }

    private void fail() {
        if (failure != null) {
            throw failure;
        }
    }

    @Test
    void events_of_payments_are_seen_also_those_of_a_type_that_is_not_wanted() {
        intake.take(
                List.of(
                        rec(Topics.PAYMENTS, 0, "pay_a", 1, WANTED),
                        rec(Topics.PAYMENTS, 1, "pay_b", 1, "payment.created"),
                        rec(Topics.PAYMENTS, 2, "pay_a", 2, "payment.captured"),
                        rec(Topics.LEDGER, 3, "mch_a", 7, WANTED)));
        assertThat(kept).isEqualTo(Map.of("pay_a", Set.of(1L, 2L), "pay_b", Set.of(1L)));
    }

    @Test
    void what_could_not_be_handled_yet_is_not_seen_and_what_is_parked_is() {
        var batch = List.of(rec(Topics.PAYMENTS, 0, "pay_a", 1, WANTED));
        failure = new DriverTimeoutException("no answer");
        assertThatThrownBy(() -> intake.take(batch)).isSameAs(failure);
        failure = new IllegalStateException("poison");
        for (int i = 0; i < EventIntake.TRIES; i++) {
            assertThatThrownBy(() -> intake.take(batch)).isSameAs(failure);
        }
        assertThat(kept).isEmpty();
        intake.take(batch);
        assertThat(parked.waiting("pay_a")).hasSize(1);
        assertThat(kept).isEqualTo(Map.of("pay_a", Set.of(1L)));
    }

    private ConsumerRecord<String, byte[]> rec(
            String topic, long offset, String key, long sequence, String type) {
        var out = new OutgoingEvent(Map.of(), key, key + ":" + sequence, sequence, Instant.EPOCH);
        var sent =
                codec.encode(
                        EventCodec.typeOf(ClockAdvanced.class),
                        "{}".getBytes(StandardCharsets.UTF_8),
                        out,
                        null);
        sent.headers().remove("ce_type").add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        var rec = new ConsumerRecord<>(codec.topic(topic), 0, offset, key, sent.value());
        sent.headers().forEach(header -> rec.headers().add(header));
        return rec;
    }
}
