package io.tollbridge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GcraPolicyTest {

    private static final Rate RATE = new Rate("test", 100, 20);
    private static final long NOON = 1_795_000_000_000_000L;

    @Test
    void a_burst_passes_and_the_next_one_waits_for_its_turn() {
        long tat = Long.MIN_VALUE;
        for (int i = 0; i < 20; i++) {
            GcraPolicy.Outcome outcome = GcraPolicy.decide(tat, NOON, RATE);
            assertThat(outcome.decision().allowed()).isTrue();
            assertThat(outcome.decision().remaining()).isEqualTo(19 - i);
            tat = outcome.tatMicros();
        }
        Decision refused = GcraPolicy.decide(tat, NOON, RATE).decision();
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfterMicros()).isEqualTo(10_000);
        assertThat(refused.resetMicros()).isEqualTo(200_000);
        assertThat(GcraPolicy.decide(tat, NOON + 10_000, RATE).decision().allowed()).isTrue();
    }

    @Test
    void over_time_exactly_the_rate_passes() {
        long tat = Long.MIN_VALUE;
        int passed = 0;
        for (long now = NOON; now < NOON + 5_000_000; now += 50) {
            GcraPolicy.Outcome outcome = GcraPolicy.decide(tat, now, RATE);
            tat = outcome.tatMicros();
            passed += outcome.decision().allowed() ? 1 : 0;
        }
        assertThat(passed).isBetween(519, 520);
    }

    @Test
    void a_policy_announces_what_passes_at_once_and_when_all_of_it_is_back() {
        assertThat(new Rate("test", 25, 25).policyHeader()).isEqualTo("\"test\";q=25;w=1");
        assertThat(new Rate("anonymous", 20, 60).policyHeader())
                .isEqualTo("\"anonymous\";q=60;w=3");
        assertThat(new Rate("test", 100, 20).policyHeader()).isEqualTo("\"test\";q=20;w=1");
    }

    @Test
    void a_share_of_a_limit_is_never_nothing() {
        assertThat(RATE.share(4)).isEqualTo(new Rate("test", 25, 5));
        assertThat(new Rate("test", 1, 1).share(4)).isEqualTo(new Rate("test", 1, 1));
    }
}
