package io.tollbridge.soak.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {

    private static final long HALF_AN_HOUR = Duration.ofMinutes(30).toMillis();

    @Test
    void a_seed_is_a_schedule() {
        assertThat(FaultSchedule.of(42, HALF_AN_HOUR))
                .isEqualTo(FaultSchedule.of(42, HALF_AN_HOUR))
                .isNotEqualTo(FaultSchedule.of(43, HALF_AN_HOUR));
    }

    @Test
    void half_an_hour_has_more_than_three_hundred_faults_of_all_kinds_and_targets_in_order() {
        var faults = FaultSchedule.of(7, HALF_AN_HOUR);
        assertThat(faults).hasSizeGreaterThan(400);
        assertThat(faults).extracting(PlannedFault::atMillis).isSorted();
        assertThat(faults)
                .extracting(PlannedFault::kind)
                .contains(FaultKind.KILL, FaultKind.FREEZE, FaultKind.FLUSH, FaultKind.CHANNEL);
        Set<String> targets = faults.stream().map(PlannedFault::target).collect(Collectors.toSet());
        assertThat(targets)
                .containsAll(FaultSchedule.SERVICES)
                .contains("cassandra", "kafka", "redis", "acquirer");
    }

    @Test
    void each_misbehaviour_that_is_drawn_is_one_the_acquirer_can_be_asked_for() {
        assertThat(FaultSchedule.of(7, HALF_AN_HOUR))
                .filteredOn(fault -> fault.kind() == FaultKind.CHANNEL)
                .allSatisfy(fault -> assertThat(ChannelFault.of(fault)).isNotEmpty());
    }
}
