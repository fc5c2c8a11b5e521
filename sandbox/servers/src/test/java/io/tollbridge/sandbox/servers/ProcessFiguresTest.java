package io.tollbridge.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {

    @Test
    void this_process_has_used_memory_and_time() {
        var figures = ProcessFigures.of(ProcessId.of(ProcessHandle.current()));
        assertThat(figures.residentKilobytes()).isPositive();
        assertThat(figures.cpu()).isPositive();
    }

    @Test
    void processor_time_is_read_as_ps_prints_it() {
        assertThat(ProcessFigures.clockTime("1:02.50")).isEqualTo(Duration.ofMillis(62_500));
        assertThat(ProcessFigures.clockTime("01:00:00")).isEqualTo(Duration.ofHours(1));
    }
}
