package io.tollbridge.operations.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.operations.ClockAdvanced;
import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.kernel.Mode;
import io.tollbridge.operations.OpsClient;
import io.tollbridge.operations.clock.CassandraClockStore.Moved;
import io.tollbridge.operations.clock.CassandraClockStore.Request;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.TestPropertySource;

@ServiceTest
@TestPropertySource(properties = "tollbridge.operations.clock-sweep=200ms")
class ClockIT {

    private static final String ADVANCE = "/ops/v1/clock/advance";
    private static final Duration HOUR = Duration.ofHours(1);

    @LocalServerPort int port;
    @Autowired CassandraClockStore store;
    @Autowired ClockMover mover;
    @Autowired EventPublisher publisher;
    @Autowired BusinessClock businessClock;
    @Autowired Clock systemClock;
    @Autowired ConsumerFactory<String, byte[]> consumers;
    @Autowired EventCodec codec;

    private OpsClient ops;

    @BeforeEach
    void connect() {
        ops = new OpsClient(port);
    }

    @Test
    void a_day_is_added_kept_and_told_before_it_is_answered() {
        long before = ops.get("/ops/v1/clock").body().path("offset_millis").asLong();
        var answer = ops.post(ADVANCE, Map.of("by", "P1D"));
        long expected = before + Duration.ofDays(1).toMillis();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("offset_millis").asLong()).isEqualTo(expected);
        assertThat(Instant.parse(answer.body().path("now").asString()))
                .isAfter(systemClock.instant().plus(Duration.ofHours(23)));
        assertThat(store.read().millis()).isEqualTo(expected);
        assertThat(businessClock.offset().toMillis()).isGreaterThanOrEqualTo(expected);
        try (var topic = new TopicReader(consumers, codec, Topics.CLOCK)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> offsets(topic).contains(expected));
            assertThat(topic.read()).extracting(EventEnvelope::key).containsOnly("clock");
        }
    }

    @Test
    void advances_at_once_all_count() throws Exception {
        long before = store.read().millis();
        List<Callable<Integer>> calls =
                IntStream.range(0, 12)
                        .<Callable<Integer>>mapToObj(
                                _ -> () -> ops.post(ADVANCE, Map.of("by", "PT1H")).status())
                        .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(200);
            }
        }
        assertThat(store.read().millis()).isEqualTo(before + HOUR.multipliedBy(12).toMillis());
        assertThat(ops.get("/ops/v1/clock").body().path("offset_millis").asLong())
                .isEqualTo(store.read().millis());
    }

    @Test
    void two_instances_at_once_both_count() throws Exception {
        var other = new ClockMover(store); // its own lock, as another process has
        long before = store.read().millis();
        List<Callable<Long>> calls =
                IntStream.range(0, 10)
                        .<Callable<Long>>mapToObj(i ->
                                () ->
                                        (i % 2 == 0 ? mover : other)
                                                .advance(HOUR, request("two " + i))
                                                .millis())
                        .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                assertThat(call.get()).isGreaterThan(before);
            }
        }
        assertThat(store.read().millis()).isEqualTo(before + HOUR.multipliedBy(10).toMillis());
    }

    @Test
    void the_same_request_counts_once_even_when_a_crash_lost_its_answer() {
        var first = mover.advance(HOUR, request("crash"));
        mover.advance(HOUR, request("in between"));
        assertThat(mover.advance(HOUR, request("crash"))).isEqualTo(first);

        String key = "op-key-1";
        var body = Map.of("by", "PT2H");
        var once = ops.post(ADVANCE, body, key, TestIdentity.operator());
        var again = ops.post(ADVANCE, body, key, TestIdentity.operator());
        assertThat(again).isEqualTo(once);
    }

    @Test
    void a_move_that_nobody_published_is_published_by_the_sweep() {
        var from = store.read();
        var to = from.plus(HOUR);
        assertThat(store.move(from, to, request("killed before publishing")))
                .isEqualTo(Moved.APPLIED);
        try (var topic = new TopicReader(consumers, codec, Topics.CLOCK)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> offsets(topic).stream().anyMatch(it -> it >= to.millis()));
        }
    }

    @Test
    void only_an_operator_moves_it_and_only_forward() {
        for (String by : List.of("-P1D", "PT0S", "PT0.0001S", "P367D", "P1Y", "1d", "")) {
            var refused = ops.post(ADVANCE, Map.of("by", by));
            assertThat(refused.status()).as(by).isEqualTo(400);
            assertThat(refused.body().path("code").asString()).isEqualTo("invalid_duration");
        }
        assertThat(ops.post(ADVANCE, Map.of()).status()).isEqualTo(400);
        assertThat(ops.post(ADVANCE, Map.of("by", "P1D"), "k1", TestIdentity.merchant("mch_1")))
                .extracting(OpsClient.Answer::status)
                .isEqualTo(403);
        assertThat(ops.get("/ops/v1/clock", TestIdentity.service("risk")).status()).isEqualTo(403);
    }

    @Test
    void in_live_mode_it_does_not_move() {
        var live = new ClockAnnouncer(store, publisher, businessClock, systemClock, "live");
        var controller = new ClockController(store, mover, live, systemClock);
        var operator = new Caller(Caller.Kind.OPERATOR, null, Mode.LIVE, Set.of("*"), "op");
        var before = store.read();

        assertThatThrownBy(() ->
                        controller.advance(
                                operator,
                                new IdempotencyKey("live"),
                                new ClockController.Advance("P1D"),
                                new MockHttpServletRequest()))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(403));
        assertThat(store.read()).isEqualTo(before);
        assertThat(controller.read().offsetMillis()).isZero();
    }

    private Request request(String name) {
        return new Request(name, "operator", systemClock.instant());
    }

    private static List<Long> offsets(TopicReader topic) {
        return topic.read().stream()
                .map(event -> event.as(ClockAdvanced.class).offsetMillis())
                .toList();
    }
}
