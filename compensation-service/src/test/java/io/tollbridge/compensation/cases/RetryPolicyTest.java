package io.tollbridge.compensation.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void a_case_is_tried_at_growing_ages_up_to_a_day() {
        var ages = new ArrayList<Duration>();
        Instant at = NOON;
        for (int tries = 0; !RetryPolicy.isLast(tries); tries++) {
            at = RetryPolicy.due(tries, at);
            ages.add(Duration.between(NOON, at));
        }
        assertThat(ages)
                .hasToString("[PT2S, PT5S, PT15S, PT1M, PT5M, PT15M, PT1H, PT4H, PT12H, PT24H]");
    }

    @Test
    void after_a_jump_of_the_clock_the_next_try_waits_its_gap_again() {
        Instant jumped = NOON.plus(Duration.ofDays(2));
        assertThat(RetryPolicy.due(3, jumped)).isEqualTo(jumped.plusSeconds(45));
    }
}
