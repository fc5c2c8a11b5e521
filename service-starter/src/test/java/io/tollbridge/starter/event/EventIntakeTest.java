package io.tollbridge.starter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import io.tollbridge.contracts.operations.ClockAdvanced;
import io.tollbridge.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is parked, what goes on, and what is never handled before what. */
class EventIntakeTest {

    private static final String GROUP = "test";

    private final EventCodec codec = new EventCodec(JsonMapper.builder().build(), "test", "");
    private final ParkedInMemory store = new ParkedInMemory();
    private final List<String> handled = new ArrayList<>();
    private final Set<String> poison = new HashSet<>();
    private final List<Boolean> late = new ArrayList<>();
    private @Nullable RuntimeException trouble;
    private EventIntake intake = started();
    private ParkedEvents parked = new ParkedEvents(List.of(intake), Clock.systemUTC());

    private EventIntake started() {
        var subscription =
                new EventSubscription(GROUP, Set.of(ClockAdvanced.class), this::handleAll);
        return new EventIntake(subscription, codec, store, null, Clock.systemUTC());
    }

    private void handleAll(List<EventEnvelope> batch) {
        for (var event :
                batch) { // fails before it has any effect, as a batch that is decoded first
            if (poison.contains(event.id())) {
                throw new IllegalStateException("poison " + event.id());
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        batch.forEach(event -> {
            handled.add(event.id());
            late.add(event.isLate());
        });
    }

    private void restart() {
        intake = started();
        parked = new ParkedEvents(List.of(intake), Clock.systemUTC());
    }

    /** Delivers until it is taken, as the container does. */
    private void deliver(List<ConsumerRecord<String, byte[]>> batch) {
        for (int i = 0; i < EventIntake.TRIES; i++) {
            try {
                intake.take(batch);
                return;
            } catch (RuntimeException _) {
                assertThat(handled).isEmpty();
            }
        }
        intake.take(batch);
    }

    @Test
    void one_poison_event_parks_its_key_and_all_others_are_handled_in_order() {
        poison.add("b:1");
        deliver(batch("a:1", "b:1", "c:1", "b:2", "a:2", "d:1"));

        assertThat(handled).containsExactlyInAnyOrder("a:1", "c:1", "a:2", "d:1");
        assertThat(handled.indexOf("a:1")).isLessThan(handled.indexOf("a:2"));
        assertThat(store.waiting("b")).containsExactly(1L, 3L);
        var oldest = store.oldest(GROUP, "b").orElseThrow();
        assertThat(oldest.failure().tries()).isEqualTo(EventIntake.TRIES + 1);
        assertThat(oldest.failure().error()).contains("poison b:1");
        assertThat(oldest.header("ce_id")).isEqualTo("b:1");
        assertThat(intake.parkedKeys()).isEqualTo(1);
    }

    @Test
    void what_comes_later_of_a_parked_key_waits_also_after_a_restart() {
        poison.add("b:1");
        deliver(batch("b:1"));
        poison.clear();
        intake.take(records(10, "b:2", "a:1"));
        restart();
        intake.take(records(20, "b:3", "a:2"));

        assertThat(handled).containsExactly("a:1", "a:2");
        assertThat(store.waiting("b")).containsExactly(0L, 10L, 20L);
    }

    @Test
    void the_store_is_asked_once_per_assignment_and_not_per_batch() {
        for (int i = 0; i < 5; i++) {
            intake.take(records(i, "a:" + i));
        }
        assertThat(store.reads).isEqualTo(1);
        intake.assigned();
        intake.take(records(6, "a:6"));
        assertThat(store.reads).isEqualTo(2);
    }

    @Test
    void keys_that_another_instance_has_parked_are_known_after_the_assignment() {
        intake.take(records(0, "a:1"));
        poison.add("b:1");
        var other = started();
        for (int i = 0; i < EventIntake.TRIES; i++) {
            assertThatThrownBy(() -> other.take(records(5, "b:1"))).hasMessageContaining("b:1");
        }
        other.take(records(5, "b:1"));
        intake.assigned();
        intake.take(records(6, "b:2"));
        assertThat(store.waiting("b")).containsExactly(5L, 6L);
    }

    @Test
    void in_trouble_nothing_is_parked_however_long_it_lasts() {
        trouble = new IllegalStateException(new DriverTimeoutException("no answer"));
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> intake.take(batch("a:1", "b:1"))).isSameAs(trouble);
        }
        assertThat(store.queues).isEmpty();
        trouble = null;
        poison.add("a:1"); // the first failure of its own: it has its tries before it
        assertThatThrownBy(() -> intake.take(batch("a:1", "b:1"))).hasMessageContaining("poison");
        assertThat(store.queues).isEmpty();
    }

    @Test
    void a_poison_event_is_not_parked_while_there_is_trouble_too() {
        poison.add("b:1");
        for (int i = 0; i < EventIntake.TRIES; i++) {
            assertThatThrownBy(() -> intake.take(batch("a:1", "b:1"))).hasMessageContaining("b:1");
        }
        trouble = new DriverTimeoutException("no answer");
        assertThatThrownBy(() -> intake.take(batch("a:1", "b:1"))).isSameAs(trouble);
        assertThat(store.queues).isEmpty();
        trouble = null;
        intake.take(batch("a:1", "b:1"));
        assertThat(handled).containsExactly("a:1");
        assertThat(store.waiting("b")).hasSize(1);
    }

    @Test
    void what_cannot_be_parked_comes_again() {
        poison.add("b:1");
        for (int i = 0; i < EventIntake.TRIES; i++) {
            assertThatThrownBy(() -> intake.take(batch("b:1"))).hasMessageContaining("b:1");
        }
        store.away = new DriverTimeoutException("no answer");
        assertThatThrownBy(() -> intake.take(batch("b:1"))).isSameAs(store.away);
        store.away = null;
        intake.take(batch("b:1"));
        assertThat(store.waiting("b")).containsExactly(0L);
    }

    @Test
    void what_cannot_be_decoded_is_parked_at_once_with_its_bytes() {
        byte[] garbage = {(byte) 0xC3, 0x28, 0, 1};
        intake.take(List.of(rec(0, "a:1"), bare(1, "x/y", garbage), rec(2, "b:1")));

        assertThat(handled).containsExactly("a:1", "b:1");
        var waits = store.oldest(GROUP, "x/y").orElseThrow();
        assertThat(waits.body()).isEqualTo(garbage);
        assertThat(waits.failure().error()).contains("ce_id");
    }

    @Test
    void a_record_without_a_key_is_parked_too() {
        intake.take(List.of(bare(1, null, new byte[0]), rec(2, "b:1")));
        assertThat(handled).containsExactly("b:1");
        assertThat(store.waiting("")).containsExactly(1L);
    }

    @Test
    void many_keys_without_one_success_are_not_parked() {
        var ids = IntStream.rangeClosed(0, EventIntake.MOST_IN_A_ROW).mapToObj(i -> i + ":1");
        var batch = batch(ids.toArray(String[]::new));
        batch.forEach(rec -> poison.add(rec.key() + ":1"));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> intake.take(batch)).hasMessageContaining(":");
        }
        assertThat(store.queues).isEmpty();
        poison.clear();
        intake.take(batch);
        assertThat(handled).hasSize(batch.size());
    }

    @Test
    void a_retry_handles_in_order_until_one_fails_and_loses_nothing() {
        poison.add("b:1");
        deliver(batch("b:1", "b:2", "b:3"));
        poison.clear();
        poison.add("b:2");

        var first = parked.retry(GROUP, "b");
        assertThat(first.handled()).isEqualTo(1);
        assertThat(first.left()).isEqualTo(2);
        assertThat(first.failure()).hasMessage("poison b:2");
        assertThat(handled).containsExactly("b:1");
        assertThat(store.oldest(GROUP, "b").orElseThrow().hasFailed()).isTrue();

        poison.clear();
        assertThat(parked.retry(GROUP, "b").handled()).isEqualTo(2);
        assertThat(handled).containsExactly("b:1", "b:2", "b:3");
        assertThat(late).containsOnly(true);
        intake.take(records(9, "b:4"));
        assertThat(handled).endsWith("b:4");
        assertThat(late).endsWith(false);
    }

    @Test
    void a_retry_that_ends_between_the_effect_and_the_record_repeats_the_effect() {
        poison.add("b:1");
        deliver(batch("b:1", "b:2"));
        poison.clear();
        store.away = new DriverTimeoutException("no answer");
        assertThatThrownBy(() -> parked.retry(GROUP, "b")).isSameAs(store.away);
        store.away = null;

        parked.retry(GROUP, "b");
        assertThat(handled).containsExactly("b:1", "b:1", "b:2");
    }

    @Test
    void while_one_works_on_a_group_another_is_refused() {
        poison.add("b:1");
        deliver(batch("b:1"));
        var claim = store.claim(GROUP, Duration.ofSeconds(1)).orElseThrow();
        assertThatThrownBy(() -> parked.retry(GROUP, "b")).isInstanceOf(ProblemException.class);
        store.release(GROUP, claim);
        assertThat(store.waiting("b")).containsExactly(0L);
    }

    @Test
    void a_skip_drops_the_oldest_and_no_other() {
        poison.add("b:1");
        deliver(batch("b:1", "b:2"));
        var oldest = store.oldest(GROUP, "b").orElseThrow();
        assertThatThrownBy(() -> parked.skip(GROUP, "b", "topic-0@1", "why", "me"))
                .isInstanceOf(ProblemException.class);
        parked.skip(GROUP, "b", oldest.place(), "a test", "me");

        assertThat(store.skipped).containsExactly(oldest.place() + " a test me");
        assertThat(store.waiting("b")).containsExactly(1L);
    }

    @Test
    void keys_have_a_name_in_paths_whatever_they_are() {
        for (String key : List.of("pay_1", "", "x/y", "..", "~", "ü", "sandbox-bank", "a;b")) {
            assertThat(ParkedId.of(key)).matches("[A-Za-z0-9_:~][A-Za-z0-9_:.-]*");
            assertThat(ParkedId.key(ParkedId.of(key))).isEqualTo(key);
        }
        assertThat(ParkedId.of("pay_1")).isEqualTo("pay_1");
    }

    private List<ConsumerRecord<String, byte[]>> batch(String... ids) {
        return records(0, ids);
    }

    private List<ConsumerRecord<String, byte[]>> records(long from, String... ids) {
        return IntStream.range(0, ids.length).mapToObj(i -> rec(from + i, ids[i])).toList();
    }

    private ConsumerRecord<String, byte[]> rec(long offset, String id) {
        var type = EventCodec.typeOf(ClockAdvanced.class);
        String key = id.substring(0, id.indexOf(':'));
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        var out = new OutgoingEvent(Map.of(), key, id, 1, Instant.EPOCH);
        var sent = codec.encode(type, body, out, null);
        return made(offset, key, sent.value(), new RecordHeaders(sent.headers()));
    }

    private static ConsumerRecord<String, byte[]> bare(
            long offset, @Nullable String key, byte[] body) {
        return made(offset, key, body, new RecordHeaders());
    }

    private static ConsumerRecord<String, byte[]> made(
            long offset, @Nullable String key, byte[] body, RecordHeaders headers) {
        return new ConsumerRecord<>(
                "topic",
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                body,
                headers,
                Optional.empty());
    }
}
