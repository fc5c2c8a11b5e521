package io.tollbridge.channel.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class GuardedChannelTest {

    private static final ChannelAnswer APPROVED =
            new ChannelAnswer(Verdict.APPROVED, null, "1", "2", "00", null, null, null);
    private static final ChannelAnswer SILENCE = Answers.unclear(null, "no answer");

    private boolean connected = true;
    private final GuardedChannel guarded =
            new GuardedChannel(new Quiet(), new SimpleMeterRegistry());

    @Test
    void a_channel_that_answers_is_up() {
        assertThat(guarded.moving("purchase", () -> APPROVED)).isEqualTo(APPROVED);
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
                guarded.moving(
                        "purchase",
                        () -> {
                            throw new AssertionError("went out");
                        });
        assertThat(refused.verdict()).isEqualTo(Verdict.NOT_SENT);
    }

    @Test
    void queries_and_reversals_go_through_an_open_breaker() {
        silence(20);
        assertThat(guarded.repairing("query", () -> APPROVED)).isEqualTo(APPROVED);
    }

    @Test
    void only_queries_close_a_half_open_breaker() {
        silence(20);
        guarded.breaker().transitionToHalfOpenState();
        assertThat(guarded.status().health()).isEqualTo("degraded");
        assertThat(guarded.moving("purchase", () -> APPROVED).verdict())
                .isEqualTo(Verdict.NOT_SENT);
        guarded.repairing("probe", () -> APPROVED);
        guarded.repairing("probe", () -> APPROVED);
        assertThat(guarded.breaker().getState()).isEqualTo(State.CLOSED);
        assertThat(guarded.moving("purchase", () -> APPROVED)).isEqualTo(APPROVED);
    }

    @Test
    void declines_and_doubts_with_a_code_are_answers() {
        for (int i = 0; i < 100; i++) {
            guarded.moving("purchase", () -> Answers.unclear("94", "duplicate"));
        }
        assertThat(guarded.breaker().getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void what_was_not_sent_says_nothing_about_the_channel() {
        for (int i = 0; i < 100; i++) {
            guarded.moving("purchase", () -> Answers.notSent("no time left"));
        }
        assertThat(guarded.breaker().getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void an_adapter_that_throws_leaves_the_outcome_unclear() {
        ChannelAnswer answer =
                guarded.moving(
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
                                        guarded.moving(
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
            assertThat(guarded.moving("purchase", () -> APPROVED).verdict())
                    .isEqualTo(Verdict.NOT_SENT);
            leave.countDown();
        }
        assertThat(guarded.moving("purchase", () -> APPROVED)).isEqualTo(APPROVED);
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
            guarded.moving("purchase", () -> SILENCE);
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
            return 2;
        }

        @Override
        public boolean connected() {
            return connected;
        }
    }
}
