package io.tollbridge.channel.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.starter.http.Deadline;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TimeLimitTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final BlockingQueue<String> late = new LinkedBlockingQueue<>();

    @AfterEach
    void forget() {
        Deadline.end();
        MDC.clear();
    }

    @Test
    void an_answer_in_time_goes_to_the_caller_alone() {
        assertThat(TimeLimit.within(LONG, () -> "said", () -> "overdue", late::add))
                .isEqualTo("said");
        assertThat(late).isEmpty();
    }

    @Test
    void an_answer_after_the_limit_goes_to_the_other_place_alone() throws InterruptedException {
        var leave = new CountDownLatch(1);
        String answer =
                TimeLimit.within(
                        Duration.ofMillis(20), () -> after(leave), () -> "overdue", late::add);
        assertThat(answer).isEqualTo("overdue");
        leave.countDown();
        assertThat(late.poll(10, TimeUnit.SECONDS)).isEqualTo("said");
    }

    @Test
    void a_caller_that_is_interrupted_leaves_and_the_operation_does_not()
            throws InterruptedException {
        var leave = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        assertThat(TimeLimit.within(LONG, () -> after(leave), () -> "overdue", late::add))
                .isEqualTo("overdue");
        assertThat(Thread.interrupted()).isTrue();
        leave.countDown();
        assertThat(late.poll(10, TimeUnit.SECONDS)).isEqualTo("said");
    }

    @Test
    void what_the_operation_throws_is_thrown() {
        assertThatThrownBy(() ->
                        TimeLimit.<String>within(
                                LONG,
                                () -> {
                                    throw new IllegalArgumentException("bad");
                                },
                                () -> "overdue",
                                late::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bad");
    }

    @Test
    void the_operation_knows_the_request_and_how_long_it_may_take() {
        MDC.put("request.id", "r1");
        Deadline.begin("15000");
        assertThat(TimeLimit.within(LONG, () -> MDC.get("request.id"), () -> "", late::add))
                .isEqualTo("r1");
        assertThat(TimeLimit.within(LONG, Deadline::left, () -> LONG, _ -> {}))
                .isLessThanOrEqualTo(Duration.ofSeconds(15));
        assertThat(TimeLimit.within(Duration.ofSeconds(9), Deadline::left, () -> LONG, _ -> {}))
                .isLessThanOrEqualTo(Duration.ofSeconds(9));
    }

    private static String after(CountDownLatch leave) {
        try {
            leave.await();
        } catch (InterruptedException _) {
            return "interrupted";
        }
        return "said";
    }
}
