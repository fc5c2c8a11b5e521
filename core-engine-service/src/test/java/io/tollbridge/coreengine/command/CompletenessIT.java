package io.tollbridge.coreengine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.payments.SeenAnswer;
import io.tollbridge.contracts.payments.SeenApi;
import io.tollbridge.contracts.payments.SeenQuestion;
import io.tollbridge.coreengine.completeness.CassandraChanges;
import io.tollbridge.coreengine.completeness.CassandraCompletenessBook;
import io.tollbridge.coreengine.completeness.CompletenessNet;
import io.tollbridge.coreengine.completeness.Subscribers;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.aggregate.Aggregates;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.TopicPositions;
import io.tollbridge.starter.http.ServiceClients;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The completeness net on real payments and the real topic, with one subscriber of each test. */
class CompletenessIT extends PaymentCalls {

    private static final Duration AWAY = Duration.ofMinutes(10);

    private static @Nullable TopicReader topic;

    @Autowired PaymentStore store;
    @Autowired CassandraChanges changes;
    @Autowired CassandraCompletenessBook book;
    @Autowired Aggregates aggregates;
    @Autowired TopicPositions positions;
    @Autowired MeterRegistry meters;
    @Autowired CqlSession session;
    @Autowired ServiceClients siblings;
    @Autowired Clock systemClock;

    private final String name = "reader-" + UUID.randomUUID();
    private final Reader reader = new Reader();
    private Instant now = Instant.EPOCH;
    private CompletenessNet net;

    /** Has seen what is in the topic, but for the first copies of what it has jumped over. */
    private final class Reader implements SeenApi {

        private final Set<String> jumpedOver = new HashSet<>();
        private boolean silent;
        private boolean behind;
        private boolean nameless;

        @Override
        public SeenAnswer seen(SeenQuestion question) {
            if (silent) {
                return siblings.of("accounting", SeenApi.class).seen(question); // not there
            }
            var events = question.payments().isEmpty() ? List.<EventEnvelope>of() : inTopic();
            var copies =
                    events.stream()
                            .collect(Collectors.groupingBy(EventEnvelope::id, Collectors.toList()));
            var seen =
                    copies.values().stream()
                            .filter(some ->
                                    some.size() > 1 || !jumpedOver.contains(some.getFirst().id()))
                            .map(List::getFirst)
                            .collect(
                                    Collectors.groupingBy(
                                            EventEnvelope::key,
                                            Collectors.mapping(
                                                    EventEnvelope::sequence, Collectors.toList())));
            var group = new SeenAnswer.Group(name, !behind, seen);
            return new SeenAnswer(nameless ? List.of() : List.of(group));
        }
    }

    /** It is known to the net from before the payments of the test. */
    @BeforeEach
    void it_is_compared_from_now_on() {
        net = instance();
        now = systemClock.instant().minus(AWAY);
        net.round();
        net.round();
    }

    private CompletenessNet instance() {
        return new CompletenessNet(
                changes,
                book,
                aggregates.outbox(),
                positions,
                new Subscribers(Map.of(name, reader)),
                meters,
                () -> now);
    }

    @Test
    void one_of_two_instances_compares_and_the_other_when_it_has_not() {
        var other = instance();
        other.round(); // takes its mark
        now = now.plus(AWAY);
        net.round();
        reader.silent = true;
        now = now.plusSeconds(1);
        other.round();
        assertThat(found()).contains("\"name\":\"" + name + "\",\"state\":\"compared\"");
        now = now.plus(AWAY);
        other.round();
        assertThat(found()).contains("\"name\":\"" + name + "\",\"state\":\"silent\"");
    }

    @Test
    void what_all_have_seen_is_not_told_again() {
        String payment = paid();
        compare();
        assertThat(sequences(payment)).containsExactly(1L, 2L, 3L);
        assertThat(found()).doesNotContain(payment);
        assertThat(found()).contains("\"name\":\"" + name + "\",\"state\":\"compared\"");
    }

    @Test
    void an_event_that_was_jumped_over_is_told_again_with_all_that_follow_it_and_counted() {
        String payment = paid();
        reader.jumpedOver.add(payment + ":2");
        compare();
        assertThat(sequences(payment)).containsExactly(1L, 2L, 3L, 2L, 3L);
        assertThat(missed()).isEqualTo(1);
        assertThat(found()).contains(payment);
        compare();
        assertThat(sequences(payment)).hasSize(5);
    }

    @Test
    void an_event_that_was_lost_from_the_outbox_is_told_after_all() {
        String payment = paid();
        lostFromTheOutbox(payment);
        compare();
        assertThat(sequences(payment)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(missed()).isEqualTo(1);
    }

    @Test
    void an_event_whose_change_was_not_noted_is_found_on_the_walk_over_all_payments() {
        String payment = paid();
        lostFromTheOutbox(payment);
        session.execute("TRUNCATE payment_changed");
        compare();
        assertThat(sequences(payment)).hasSize(3);
        session.execute(
                "UPDATE completeness_subscriber SET slice = ? WHERE name = ?",
                sliceOf(payment),
                name);
        compare();
        assertThat(sequences(payment)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void who_is_silent_or_behind_is_told_nothing_again_and_is_compared_when_it_answers() {
        String payment = paid();
        reader.jumpedOver.add(payment + ":3");
        reader.silent = true;
        compare();
        assertThat(found()).contains("\"name\":\"" + name + "\",\"state\":\"silent\"");
        reader.silent = false;
        reader.behind = true;
        compare();
        assertThat(found()).contains("\"name\":\"" + name + "\",\"state\":\"behind\"");
        reader.behind = false;
        reader.nameless = true;
        compare();
        assertThat(found()).contains("\"name\":\"" + name + "\",\"state\":\"behind\"");
        assertThat(sequences(payment)).hasSize(3);

        reader.nameless = false;
        compare();
        assertThat(sequences(payment)).containsExactly(1L, 2L, 3L, 3L);
    }

    @Test
    void what_waits_in_the_outbox_is_left_to_it() {
        String payment = paid();
        lostFromTheOutbox(payment);
        reader.jumpedOver.add(payment + ":1");
        long bucket = systemClock.instant().plusSeconds(3).toEpochMilli() / 10_000;
        session.execute(
                "INSERT INTO outbox_pending (shard, bucket, id, aggregate_id, seq)"
                        + " VALUES (?, ?, now(), ?, 4)",
                Math.floorMod(payment.hashCode(), 16),
                bucket,
                payment);
        compare();
        assertThat(missed()).isZero();
    }

    private String paid() {
        String id = tree(post("/v1/payments", key(), payment(900, true))).path("id").asString();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !aggregates.outbox().waiting().contains(id));
        return id;
    }

    /** As if the marker of a fourth event had been removed before the event was published. */
    private void lostFromTheOutbox(String payment) {
        var third = store.events(new PaymentId(payment), 3).getFirst();
        session.execute(
                "INSERT INTO payment (payment_id, version, kind, k, event_type, body, at)"
                        + " VALUES (?, 4, 'event', '0000000004', ?, ?, ?)",
                payment,
                third.type(),
                ByteBuffer.wrap(third.body()),
                third.at());
    }

    private int sliceOf(String payment) {
        var row =
                session.execute(
                                "SELECT DISTINCT token(payment_id) AS place FROM payment"
                                        + " WHERE payment_id = ?",
                                payment)
                        .all()
                        .getFirst();
        return BigInteger.valueOf(row.getLong("place"))
                .add(BigInteger.TWO.pow(63))
                .multiply(BigInteger.valueOf(288))
                .shiftRight(64)
                .intValueExact();
    }

    /** One round takes the mark by which the next one judges. */
    private void compare() {
        now = systemClock.instant().plus(AWAY);
        net.round();
        net.round();
    }

    private List<Long> sequences(String payment) {
        return inTopic().stream()
                .filter(event -> event.key().equals(payment))
                .map(EventEnvelope::sequence)
                .toList();
    }

    /** All that is there by now. */
    private List<EventEnvelope> inTopic() {
        long all =
                positions.ends(Topics.PAYMENTS).values().stream().mapToLong(Long::longValue).sum();
        return await().atMost(Duration.ofSeconds(20))
                .until(topic()::read, events -> events.size() >= all);
    }

    /** One for all tests: it takes seconds until Kafka gives a reader something. */
    private TopicReader topic() {
        if (topic == null) {
            topic = new TopicReader(consumers, codec, Topics.PAYMENTS);
        }
        return topic;
    }

    @AfterAll
    static void close() {
        if (topic != null) {
            topic.close();
            topic = null;
        }
    }

    private double missed() {
        return meters.counter("completeness.missed", "group", name).count();
    }

    private String found() {
        var answer =
                client().get()
                        .uri("/internal/v1/completeness")
                        .header(TestIdentity.HEADER, TestIdentity.service("operations"))
                        .retrieve()
                        .body(byte[].class);
        return new String(Objects.requireNonNull(answer), StandardCharsets.UTF_8);
    }
}
