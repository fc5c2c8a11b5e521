package io.tollbridge.coreengine.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.payments.PaymentAuthorised;
import io.tollbridge.starter.event.EventEnvelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

/** A hold grows by what the channel grants, once per request, and ends with all of it. */
class IncrementIT extends HoldCalls {

    @Test
    void a_hold_grows_and_can_be_taken_and_let_go_with_its_increments() {
        String id = held(1000);
        capture(id, 300, false);
        var grown = increment(id, 1500);
        assertThat(grown.getStatusCode().value()).isEqualTo(200);
        assertThat(tree(grown).path("amount").asLong()).isEqualTo(1500);
        assertThat(tree(grown).path("amount_capturable").asLong()).isEqualTo(1200);
        assertThat(followUps(id).getLast().amount().minorUnits()).isEqualTo(500);

        assertThat(tree(capture(id, 900, true)).path("status").asString()).isEqualTo("succeeded");
        var rest = followUps(id).getLast();
        assertThat(rest.amount().minorUnits()).isEqualTo(300);
        assertThat(rest.original().amount().minorUnits()).isEqualTo(1500); // of it 1200 shall stand
        var told = told(id, 11);
        assertThat(told)
                .extracting(EventEnvelope::type)
                .filteredOn("payment.authorised"::equals)
                .hasSize(2);
        var more = told.get(6).as(PaymentAuthorised.class);
        assertThat(more.attempt().operation()).isEqualTo("increment");
        assertThat(more.attempt().amount().minorUnits()).isEqualTo(500);
    }

    @Test
    void a_void_is_of_the_hold_and_its_increments() {
        String id = held(1000);
        increment(id, 1200);
        assertThat(tree(cancel(id)).path("status").asString()).isEqualTo("canceled");
        assertThat(voids(id).getLast().amount().minorUnits()).isEqualTo(1200);
    }

    @Test
    void a_refused_increment_leaves_the_hold_as_it_was() {
        String id = held(1000);
        channel.script.add(Verdict.DECLINED);
        assertThat(code(increment(id, 1500), 402)).isEqualTo("card_declined");
        assertThat(payment(id).path("amount").asLong()).isEqualTo(1000);
        assertThat(payment(id).path("status").asString()).isEqualTo("requires_capture");
        assertThat(code(capture(id, 1001, false), 422)).isEqualTo("amount_not_capturable");
    }

    @Test
    void what_cannot_be_an_increment_is_refused_before_the_channel_hears_of_it() {
        String id = held(1000);
        assertThat(code(increment(id, 1000), 422)).isEqualTo("amount_not_increased");
        assertThat(code(increment(id, 0), 400)).isEqualTo("invalid_request");
        capture(id, 1000, true);
        assertThat(code(increment(id, 2000), 409)).isEqualTo("invalid_state");
        assertThat(followUps(id)).hasSize(1);
    }

    @Test
    void while_its_outcome_is_unknown_parts_can_be_taken_and_nothing_is_ended() {
        String id = held(1000);
        channel.script.add(Verdict.UNCLEAR);
        String key = key();
        assertThat(increment(id, 1500, key).getStatusCode().value()).isEqualTo(202);
        assertThat(code(increment(id, 1600), 409)).isEqualTo("increment_pending");
        assertThat(code(cancel(id), 409)).isEqualTo("increment_pending");
        assertThat(code(capture(id, 1000, true), 409)).isEqualTo("increment_pending");
        var all = tree(capture(id, 1000, false));
        assertThat(all.path("status").asString()).isEqualTo("requires_capture");

        String attempt = attemptOf(id, 500);
        assertThat(tell(id, attempt, Verdict.APPROVED).path("settled").asBoolean()).isTrue();
        assertThat(payment(id).path("amount_capturable").asLong()).isEqualTo(500);
        var again = increment(id, 1500, key);
        assertThat(again.getStatusCode().value()).isEqualTo(202); // as it was first given
        assertThat(again.getHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void a_hold_that_is_taken_whole_ends_when_its_increment_is_undone() {
        String id = held(1000);
        channel.script.add(Verdict.UNCLEAR);
        increment(id, 1500);
        capture(id, 1000, false);
        tell(id, attemptOf(id, 500), Verdict.REVERSED);
        assertThat(payment(id).path("status").asString()).isEqualTo("succeeded");
        assertThat(payment(id).path("amount").asLong()).isEqualTo(1000);
    }

    @Test
    void of_many_at_once_the_channel_hears_one_after_the_other_and_the_total_is_what_was_granted()
            throws Exception {
        String id = held(1000);
        List<Callable<ResponseEntity<byte[]>>> calls = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            long total = 1000 + 10L * i;
            calls.add(() -> increment(id, total));
            calls.add(() -> capture(id, 15, false)); // no increment is of such an amount
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : pool.invokeAll(calls)) {
                int status = answer.get().getStatusCode().value();
                if (status != 200) {
                    assertThat(tree(answer.get()).path("code").asString())
                            .isIn("increment_pending", "amount_not_increased");
                }
            }
        }
        long added =
                followUps(id).stream()
                        .filter(order -> order.amount().minorUnits() != 15)
                        .mapToLong(order -> order.amount().minorUnits())
                        .sum();
        var after = payment(id);
        assertThat(after.path("amount_received").asLong()).isEqualTo(300);
        assertThat(after.path("amount").asLong()).isEqualTo(1000 + added).isLessThanOrEqualTo(1200);
        assertThat(after.path("amount_capturable").asLong()).isEqualTo(700 + added);
    }

    private ResponseEntity<byte[]> increment(String id, long total) {
        return increment(id, total, key());
    }

    private ResponseEntity<byte[]> increment(String id, long total, String key) {
        return post("/v1/payments/" + id + "/increment", key, Map.of("amount", total));
    }
}
