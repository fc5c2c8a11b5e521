package io.tollbridge.channel.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GuardedChannelTest {

    private static final ChannelAnswer APPROVED =
            new ChannelAnswer(Verdict.APPROVED, null, "1", "2", "00", null, null, null);
    private static final ChannelAnswer SILENCE = Answers.unclear(null, "no answer");

    private final BlockingQueue<ChannelAnswer> late = new LinkedBlockingQueue<>();
    private boolean connected = true;
    private int places = 2;
    private volatile Duration limit = Duration.ofSeconds(10);
    private final GuardedChannel guarded =
            new GuardedChannel(new Quiet(), new SimpleMeterRegistry());

    @Test
    void a_channel_that_answers_is_up() {
        assertThat(moving("purchase", () -> APPROVED)).isEqualTo(APPROVED);
        assertThat(guarded.status().health()).isEqualTo("up");
    }

    @Test
    void without_its_link_it_is_down() {
        connected = false;
        assertThat(guarded.status().health()).isEqualTo("down");
    }

    @Test
    void silence_opens_the_breaker_and_then_no_charge_goes_out() {
        silence(20);
        assertThat(guarded.breaker().getState()).isEqualTo(State.OPEN);
        assertThat(guarded.status().health()).isEqualTo("down");
        ChannelAnswer refused =
                moving(
                        "purchase",
                        () -> {
                            throw new AssertionError("went out");
                        });
        assertThat(refused.verdict()).isEqualTo(Verdict.NOT_SENT);
    }

    @Test
    void queries_and_reversals_go_through_an_open_breaker() {
        silence(20);
        assertThat(repairing("query", () -> APPROVED)).isEqualTo(APPROVED);
    }

    @Test
    void only_queries_close_a_half_open_breaker() {
        silence(20);
        guarded.breaker().transitionToHalfOpenState();
        assertThat(guarded.status().health()).isEqualTo("degraded");
        assertThat(moving("purchase", () -> APPROVED).verdict()).isEqualTo(Verdict.NOT_SENT);
        repairing("probe", () -> APPROVED);
        repairing("probe", () -> APPROVED);
        assertThat(guarded.breaker().getState()).isEqualTo(State.CLOSED);
        assertThat(moving("purchase", () -> APPROVED)).isEqualTo(APPROVED);
    }

    @Test
    void declines_and_doubts_with_a_code_are_answers() {
        for (int i = 0; i < 100; i++) {
            moving("purchase", () -> Answers.unclear("94", "duplicate"));
        }
        assertThat(guarded.breaker().getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void what_was_not_sent_says_nothing_about_the_channel() {
        for (int i = 0; i < 100; i++) {
            moving("purchase", () -> Answers.notSent("no time left"));
        }
        assertThat(guarded.breaker().getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void an_adapter_that_throws_leaves_the_outcome_unclear() {
        ChannelAnswer answer =
                moving(
                        "purchase",
                        () -> {
                            throw new IllegalStateException("bug");
                        });
        assertThat(answer.verdict()).isEqualTo(Verdict.UNCLEAR);
    }

    @Test
    void more_than_the_channel_takes_is_not_sent() throws InterruptedException {
        var inside = new CountDownLatch(2);
        var leave = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                var _ =
                        CompletableFuture.runAsync(
                                () ->
                                        moving(
                                                "purchase",
                                                () -> {
                                                    inside.countDown();
                                                    awaited(leave);
                                                    return APPROVED;
                                                }),
                                callers);
            }
            inside.await();
            assertThat(guarded.status().health()).isEqualTo("degraded");
            assertThat(moving("purchase", () -> APPROVED).verdict()).isEqualTo(Verdict.NOT_SENT);
            leave.countDown();
        }
        assertThat(moving("purchase", () -> APPROVED)).isEqualTo(APPROVED);
    }

    @Test
    void repairs_have_places_of_their_own() throws InterruptedException {
        var inside = new CountDownLatch(3);
        var leave = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Supplier<ChannelAnswer> slow =
                    () -> {
                        inside.countDown();
                        awaited(leave);
                        return APPROVED;
                    };
            for (int i = 0; i < 2; i++) {
                var _ = CompletableFuture.runAsync(() -> moving("purchase", slow), callers);
            }
            var _ = CompletableFuture.runAsync(() -> repairing("query", slow), callers);
            inside.await();
            assertThat(moving("purchase", () -> APPROVED).verdict()).isEqualTo(Verdict.NOT_SENT);
            assertThat(repairing("query", () -> APPROVED).verdict()).isEqualTo(Verdict.NOT_SENT);
            leave.countDown();
        }
        assertThat(repairing("query", () -> APPROVED)).isEqualTo(APPROVED);
    }

    @Test
    void past_its_limit_an_operation_is_unclear_keeps_its_place_and_is_answered_late()
            throws InterruptedException {
        limit = Duration.ofMillis(50);
        var leave = new CountDownLatch(1);
        var started = new AtomicInteger();
        Supplier<ChannelAnswer> hanging =
                () -> {
                    started.incrementAndGet();
                    awaited(leave);
                    return APPROVED;
                };
        assertThat(moving("purchase", hanging).verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(moving("purchase", hanging).verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(moving("purchase", hanging).verdict()).isEqualTo(Verdict.NOT_SENT);
        assertThat(started).hasValue(2);
        assertThat(late).isEmpty();
        leave.countDown();
        assertThat(late.poll(10, TimeUnit.SECONDS)).isEqualTo(APPROVED);
        assertThat(late.poll(10, TimeUnit.SECONDS)).isEqualTo(APPROVED);
        limit = Duration.ofSeconds(10);
        assertThat(moving("purchase", () -> APPROVED)).isEqualTo(APPROVED);
        assertThat(late).isEmpty();
    }

    @Test
    void operations_past_their_limit_open_the_breaker() {
        limit = Duration.ofMillis(1);
        var leave = new CountDownLatch(1);
        places = 100;
        var busy = new GuardedChannel(new Quiet(), new SimpleMeterRegistry());
        for (int i = 0; i < 20; i++) {
            busy.moving(
                    "purchase",
                    () -> {
                        awaited(leave);
                        return APPROVED;
                    },
                    late::add);
        }
        assertThat(busy.breaker().getState()).isEqualTo(State.OPEN);
        leave.countDown();
    }

    private ChannelAnswer moving(String operation, Supplier<ChannelAnswer> call) {
        return guarded.moving(operation, call, late::add);
    }

    private ChannelAnswer repairing(String operation, Supplier<ChannelAnswer> call) {
        return guarded.repairing(operation, call, late::add);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void silence(int times) {
        for (int i = 0; i < times; i++) {
            moving("purchase", () -> SILENCE);
        }
    }

    private final class Quiet implements Channel {
        @Override
        public String name() {
            return "quiet";
        }

        @Override
        public int priority() {
            return 1;
        }

        @Override
        public List<String> methods() {
            return List.of("card");
        }

        @Override
        public List<String> currencies() {
            return List.of();
        }

        @Override
        public int maxConcurrent() {
            return places;
        }

        @Override
        public int maxConcurrentRepairs() {
            return 1;
        }

        @Override
        public Duration timeLimit() {
            return limit;
        }

        @Override
        public boolean connected() {
            return connected;
        }
    }
}
