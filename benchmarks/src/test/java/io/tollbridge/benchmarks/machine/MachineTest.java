package io.tollbridge.benchmarks.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {

    private static final String STAT =
            """
            cpu  100 10 50 800 20 5 5 10 7 0
            cpu0 50 5 25 400 10 2 3 5 3 0
            intr 1 2 3
            """;

    @Test
    void waiting_is_not_busy_and_stolen_time_is_nobodys_here() {
        assertThat(MachineTicks.parse(STAT)).isEqualTo(new MachineTicks(170, 10, 1_000));
    }

    @Test
    void another_file_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> MachineTicks.parse("cpu0 1"));
    }

    @Test
    void what_happened_between_two_samples() {
        var then =
                new Sample(0, Map.of("kafka", Duration.ofMillis(100)), new MachineTicks(10, 0, 50));
        var now =
                new Sample(
                        2_000_000_000,
                        Map.of("kafka", Duration.ofMillis(350)),
                        new MachineTicks(110, 50, 250));

        assertThat(now.secondsSince(then)).isEqualTo(2);
        assertThat(now.cpuMillisSince(then, "kafka")).isEqualTo(250);
        assertThat(now.cpuMillisSince(then, "unknown")).isZero();
        assertThat(now.busyPercentSince(then)).isCloseTo(50, within(1e-9));
        assertThat(now.stealPercentSince(then)).isCloseTo(25, within(1e-9));
    }

    @Test
    void names_and_values_are_read_from_files_of_the_system() {
        assertThat(Machine.valueOf("MemTotal", "MemTotal:  24 kB\nMemFree: 1 kB\n"))
                .isEqualTo("24 kB");
        assertThat(Machine.valueOf("model name", "")).isEmpty();
    }
}
