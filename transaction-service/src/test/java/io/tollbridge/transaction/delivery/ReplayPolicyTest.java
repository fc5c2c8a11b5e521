package io.tollbridge.transaction.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.transaction.delivery.CassandraDeliveryStore.Progress;
import io.tollbridge.transaction.delivery.ReplayPolicy.Plan;
import io.tollbridge.transaction.delivery.ReplayPolicy.Wish;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayPolicyTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(3600);
    private static final Wish ALL = new Wish("request", false);

    @Test
    void what_is_finished_or_unknown_starts_over_with_its_whole_schedule() {
        var plan = plan(List.of(row(1, "exhausted", 10, null)), ALL, 1, 2);
        assertThat(plan.afresh()).containsExactly(job(1, 0, NOON), job(2, 0, NOON));
        assertThat(plan.hastened()).isEmpty();
        assertThat(plan.count()).isEqualTo(2);
    }

    @Test
    void what_waits_is_tried_now_and_so_is_all_that_waits_before_it() {
        var rows =
                List.of(
                        row(1, null, 4, null),
                        row(2, "delivered", 1, null),
                        row(3, null, 0, null),
                        row(4, null, 0, null));
        var plan = plan(rows, ALL, 3);
        assertThat(plan.afresh()).isEmpty();
        assertThat(plan.hastened()).containsExactly(job(1, 4, NOON), job(3, 0, NOON));
        assertThat(plan.count()).isOne();
    }

    @Test
    void what_was_accepted_may_be_left_out() {
        var rows = List.of(row(1, "delivered", 1, null), row(2, "disabled", 1, null));
        var plan = plan(rows, new Wish("request", true), 1, 2, 3);
        assertThat(plan.afresh()).containsExactly(job(2, 0, NOON), job(3, 0, NOON));
        assertThat(plan.count()).isEqualTo(2);
    }

    @Test
    void one_request_starts_a_delivery_over_only_once() {
        var rows = List.of(row(1, "delivered", 1, "request"), row(2, null, 3, "request"));
        var plan = plan(rows, ALL, 1, 2);
        assertThat(plan).isEqualTo(new Plan(List.of(), List.of(), 2));
        assertThat(plan(rows, new Wish("another", false), 1).afresh()).hasSize(1);
    }

    private static Plan plan(List<Progress> rows, Wish wish, long... sequences) {
        var asked = Arrays.stream(sequences).mapToObj(one -> job(one, 0, LATER)).toList();
        return ReplayPolicy.plan(rows, asked, wish, NOON);
    }

    private static Progress row(
            long sequence, @Nullable String state, int attempts, @Nullable String replay) {
        return new Progress(job(sequence, attempts, LATER), state, "one", replay);
    }

    private static WebhookJob job(long sequence, int attempts, Instant due) {
        return new WebhookJob(
                "we_1", "pay_1", sequence, "payment.created", NOON.minusSeconds(60), attempts, due);
    }
}
