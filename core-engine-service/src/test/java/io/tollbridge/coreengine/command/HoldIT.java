package io.tollbridge.coreengine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.channels.FollowUpOrder;
import io.tollbridge.contracts.payments.HoldReleased;
import io.tollbridge.contracts.payments.PaymentCaptured;
import io.tollbridge.coreengine.deadline.HoldSweeper;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;

/** What is held is taken in parts, let go, or ends at its deadline; never more than was held. */
class HoldIT extends HoldCalls {

    @Autowired HoldSweeper sweeper;
    @Autowired BusinessClock clock;

    @Test
    void parts_are_taken_one_by_one_and_the_last_lets_the_rest_go() {
        String id = held(1000);
        var first = tree(capture(id, 300, false));
        assertThat(first.path("status").asString()).isEqualTo("requires_capture");
        assertThat(first.path("amount_received").asLong()).isEqualTo(300);
        assertThat(first.path("amount_capturable").asLong()).isEqualTo(700);
        assertThat(code(capture(id, 701, true), 422)).isEqualTo("amount_not_capturable");

        var last = capture(id, 200, true);
        assertThat(last.getStatusCode().value()).isEqualTo(200);
        assertThat(tree(last).path("status").asString()).isEqualTo("succeeded");
        assertThat(tree(last).path("amount_received").asLong()).isEqualTo(500);
        assertThat(tree(last).path("amount_capturable").asLong()).isZero();
        assertThat(code(capture(id, 1, true), 409)).isEqualTo("invalid_state");

        var told = told(id, 9);
        assertThat(told)
                .extracting(EventEnvelope::type)
                .containsExactly(
                        "payment.created",
                        "payment.attempt_started",
                        "payment.authorised",
                        "payment.attempt_started",
                        "payment.captured",
                        "payment.attempt_started",
                        "payment.captured",
                        "payment.attempt_started",
                        "payment.hold_released");
        var one = told.get(4).as(PaymentCaptured.class).capture();
        var two = told.get(6).as(PaymentCaptured.class).capture();
        assertThat(one.attempt()).isNotEqualTo(two.attempt());
        assertThat(one.amount().minorUnits()).isEqualTo(300);
        assertThat(two.amount().minorUnits()).isEqualTo(200);
        var rest = told.getLast().as(HoldReleased.class).attempt();
        assertThat(rest.amount().minorUnits()).isEqualTo(500);
        assertThat(rest.originalOperation()).isEqualTo("authorise");
    }

    @Test
    void an_unknown_capture_keeps_its_budget_and_blocks_no_refund_of_another_part() {
        String id = held(1000);
        capture(id, 400, false);
        channel.script.add(Verdict.UNCLEAR);
        var unknown = capture(id, 300, false);
        assertThat(unknown.getStatusCode().value()).isEqualTo(202);
        assertThat(tree(unknown).path("amount_capturable").asLong()).isEqualTo(300);
        assertThat(tree(refund(id, 400)).path("status").asString()).isEqualTo("succeeded");
        assertThat(code(refund(id, 1), 422)).isEqualTo("amount_not_refundable");
        assertThat(code(capture(id, 301, false), 422)).isEqualTo("amount_not_capturable");
        assertThat(code(capture(id, 100, true), 409)).isEqualTo("capture_pending");
        assertThat(code(cancel(id), 409)).isEqualTo("capture_pending");

        String attempt = attemptOf(id, 300);
        assertThat(tell(id, attempt, Verdict.APPROVED).path("settled").asBoolean()).isTrue();
        var after = payment(id);
        assertThat(after.path("amount_received").asLong()).isEqualTo(700);
        assertThat(tree(refund(id, 300)).path("status").asString()).isEqualTo("succeeded");
        assertThat(followUps(id).getLast().original().operation()).isEqualTo("authorise");
    }

    @Test
    void a_last_capture_that_is_found_out_later_lets_the_rest_go_as_well() {
        String id = held(1000);
        channel.script.add(Verdict.UNCLEAR);
        String key = key();
        assertThat(capture(id, 600, true, key).getStatusCode().value()).isEqualTo(202);
        String attempt = attemptOf(id, 600);
        tell(id, attempt, Verdict.APPROVED);
        tell(id, attempt, Verdict.APPROVED);
        assertThat(payment(id).path("status").asString()).isEqualTo("succeeded");
        assertThat(followUps(id))
                .extracting(order -> order.amount().minorUnits())
                .containsExactly(600L, 400L);
        assertThat(payment(id).path("amount_received").asLong()).isEqualTo(600);
        var answer = capture(id, 600, true, key);
        assertThat(answer.getStatusCode().value()).isEqualTo(202); // as it was first given
        assertThat(answer.getHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void a_crash_in_the_middle_of_a_part_leaves_its_budget_taken_until_the_truth_is_known() {
        String id = held(1000);
        channel.before =
                () -> {
                    throw new IllegalStateException("as if the process had died here");
                };
        String key = key();
        assertThat(capture(id, 700, false, key).getStatusCode().value()).isEqualTo(500);
        channel.before = () -> {};
        assertThat(code(capture(id, 301, false), 422)).isEqualTo("amount_not_capturable");
        assertThat(code(capture(id, 700, false, key), 409)).isEqualTo("idempotency_key_in_flight");
        String attempt = attemptOf(id, 700);
        assertThat(tell(id, attempt, Verdict.REVERSED).path("settled").asBoolean()).isTrue();
        assertThat(payment(id).path("amount_capturable").asLong()).isEqualTo(1000);
        assertThat(code(capture(id, 700, false, key), 402)).isEqualTo("channel_timeout");
    }

    @Test
    void the_rest_is_let_go_when_asked_for_and_what_is_taken_stays() {
        String id = held(1000);
        capture(id, 250, false);
        var ended = cancel(id);
        assertThat(ended.getStatusCode().value()).isEqualTo(200);
        assertThat(tree(ended).path("status").asString()).isEqualTo("succeeded");
        assertThat(tree(ended).path("amount_received").asLong()).isEqualTo(250);
        var order = followUps(id).getLast();
        assertThat(order.amount().minorUnits()).isEqualTo(750);
        assertThat(order.original().amount().minorUnits()).isEqualTo(1000);
        assertThat(code(cancel(id), 409)).isEqualTo("invalid_state");
    }

    @Test
    void parts_that_take_it_all_end_the_payment_with_nothing_to_let_go() {
        String id = held(1000);
        capture(id, 400, false);
        assertThat(tree(capture(id, 600, false)).path("status").asString()).isEqualTo("succeeded");
        assertThat(followUps(id)).hasSize(2);
    }

    @Test
    void a_hold_past_its_deadline_is_canceled_once_the_channel_has_let_it_go() {
        String id = held(1000);
        var deadline = Instant.parse(payment(id).path("capture_before").asString());
        assertThat(deadline).isAfter(clock.instant().plus(Duration.ofDays(6)));
        sweeper.sweep();
        assertThat(payment(id).path("status").asString()).isEqualTo("requires_capture");

        turnTo(deadline.minusSeconds(60)); // what other tests left ends first
        channel.script.add(Verdict.UNCLEAR);
        turnTo(deadline);
        await().untilAsserted(() ->
                assertThat(payment(id).path("status").asString()).isEqualTo("processing"));
        var original = voids(id).getLast();
        assertThat(original.amount().minorUnits()).isEqualTo(1000);
        String release = payment(id).path("latest_attempt").asString();
        tell(id, release, Verdict.REVERSED);
        var over = payment(id);
        assertThat(over.path("status").asString()).isEqualTo("canceled");
        assertThat(over.path("cancellation_reason").asString()).isEqualTo("expired");
        sweeper.sweep();
        assertThat(voids(id)).hasSize(1);
    }

    @Test
    void a_deadline_lets_go_what_is_left_of_a_hold_in_part_taken() {
        String id = held(1000);
        capture(id, 100, false);
        turnTo(Instant.parse(payment(id).path("capture_before").asString()));
        await().untilAsserted(() ->
                assertThat(payment(id).path("status").asString()).isEqualTo("succeeded"));
        await().untilAsserted(() ->
                assertThat(followUps(id).getLast().amount().minorUnits()).isEqualTo(900));
    }

    @Test
    void of_a_capture_and_the_deadline_one_wins() throws Exception {
        for (int i = 0; i < 3; i++) {
            String id = held(1000);
            clock.follow(clock.offset().plus(Duration.ofDays(8)).toMillis());
            var go = new CountDownLatch(1);
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                var captured =
                        pool.submit(() -> {
                            go.await();
                            return capture(id, 1000, true).getStatusCode().value();
                        });
                var swept =
                        pool.submit(() -> {
                            go.await();
                            sweeper.sweep();
                            return true;
                        });
                go.countDown();
                assertThat(swept.get()).isTrue();
                boolean taken = captured.get() == 200;
                await().untilAsserted(() ->
                        assertThat(payment(id).path("status").asString())
                                .isEqualTo(taken ? "succeeded" : "canceled"));
                assertThat(followUps(id)).hasSize(taken ? 1 : 0);
                assertThat(voids(id)).hasSize(taken ? 0 : 1);
            }
        }
    }

    @Test
    void fifty_captures_and_fifty_refunds_at_once_keep_every_budget() throws Exception {
        String id = held(1000);
        capture(id, 100, false);
        List<Callable<ResponseEntity<byte[]>>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(() -> capture(id, 30, false));
            calls.add(() -> refund(id, 30));
        }
        int captures = 0;
        int refunds = 0;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = pool.invokeAll(calls);
            for (int i = 0; i < answers.size(); i++) {
                var answer = answers.get(i).get();
                switch (answer.getStatusCode().value()) {
                    case 200 -> captures++;
                    case 201 -> refunds++;
                    default ->
                            assertThat(tree(answer).path("code").asString())
                                    .isIn(
                                            "amount_not_capturable",
                                            "amount_not_refundable",
                                            "invalid_state");
                }
            }
        }
        var after = payment(id);
        assertThat(after.path("amount_received").asLong())
                .isEqualTo(100 + 30L * captures)
                .isEqualTo(1000);
        assertThat(after.path("status").asString()).isEqualTo("succeeded");
        assertThat(after.path("amount_refunded").asLong())
                .isEqualTo(30L * refunds)
                .isBetween(90L, 1000L);
        assertThat(followUps(id)).hasSize(1 + captures + refunds);
        assertThat(followUps(id)).extracting(FollowUpOrder::reference).doesNotHaveDuplicates();
    }

    /** Business time moves on for all tests of this context; it never goes back. */
    private void turnTo(Instant at) {
        var ahead = Duration.between(clock.instant(), at).plusSeconds(1);
        clock.follow(clock.offset().plus(ahead).toMillis());
        sweeper.sweep();
    }
}
