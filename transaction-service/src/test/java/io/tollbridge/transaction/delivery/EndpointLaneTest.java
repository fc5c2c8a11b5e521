package io.tollbridge.transaction.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.transaction.delivery.Ownership.Bucket;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointLaneTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Bucket BUCKET = new Bucket("owner", 7);

    @Test
    void the_next_event_of_an_object_waits_for_the_one_before() {
        var lane = new EndpointLane(100);
        merge(lane, job("pay_1", 3), job("pay_1", 1));
        var first = lane.take(NOON);
        assertThat(first).extracting(WebhookJob::sequence).containsExactly(1L);
        assertThat(lane.take(NOON)).isEmpty();

        assertThat(lane.ended(first.getFirst(), first.getFirst().tried(NOON.plusSeconds(5))))
                .isNull();
        assertThat(lane.take(NOON)).isEmpty();
        var again = lane.take(NOON.plusSeconds(5));
        assertThat(again).extracting(WebhookJob::attempts).containsExactly(1);

        assertThat(lane.ended(again.getFirst(), null)).isNull();
        var last = lane.take(NOON);
        assertThat(last).extracting(WebhookJob::sequence).containsExactly(3L);
        assertThat(lane.ended(last.getFirst(), null)).isEqualTo(BUCKET);
        assertThat(lane.isEmpty()).isTrue();
    }

    @Test
    void other_objects_do_not_wait_but_calls_at_a_time_are_bounded() {
        var lane = new EndpointLane(100);
        for (int i = 0; i < 20; i++) {
            merge(lane, job("pay_" + i, 1));
        }
        assertThat(lane.take(NOON)).hasSize(EndpointLane.CALLS_AT_ONCE);
        assertThat(lane.take(NOON)).isEmpty();
    }

    @Test
    void a_job_that_is_in_hand_is_not_taken_in_again() {
        var lane = new EndpointLane(100);
        merge(lane, job("pay_1", 1));
        var taken = lane.take(NOON).getFirst();
        merge(lane, job("pay_1", 1));
        assertThat(lane.ended(taken, null)).isEqualTo(BUCKET);
    }

    @Test
    void a_job_that_is_started_over_while_it_is_called_is_called_again() {
        for (boolean failed : new boolean[] {false, true}) {
            var lane = new EndpointLane(100);
            merge(lane, job("pay_1", 1), job("pay_1", 3));
            var calling = lane.take(NOON).getFirst();
            var afresh = calling.afresh(NOON.plusSeconds(1));
            lane.replace(calling.target(), List.of(afresh));
            assertThat(lane.take(NOON.plusSeconds(1))).isEmpty();
            lane.ended(calling, failed ? calling.tried(NOON.plusSeconds(300)) : null);
            assertThat(lane.take(NOON.plusSeconds(1))).containsExactly(afresh);
        }
    }

    private static void merge(EndpointLane lane, WebhookJob... jobs) {
        lane.merge(jobs[0].target(), List.of(jobs), BUCKET);
        assertThat(lane.has(new Target("we_1", jobs[0].objectId()))).isTrue();
    }

    private static WebhookJob job(String object, long sequence) {
        return new WebhookJob("we_1", object, sequence, "payment.created", NOON, 0, NOON);
    }
}
