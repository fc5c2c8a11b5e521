package io.tollbridge.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcessIdTest {
    private final ProcessId self = ProcessId.of(ProcessHandle.current());

    @Test
    void this_process_is_alive() {
        assertThat(self.isAlive()).isTrue();
    }

    @Test
    void a_process_with_the_same_number_but_another_start_is_not_it() {
        assertThat(new ProcessId(self.pid(), self.startedAtMillis() - 1_000).isAlive()).isFalse();
    }

    @Test
    void its_text_is_read_back() {
        assertThat(ProcessId.parse(self.toString())).isEqualTo(self);
    }

    @Test
    void other_text_is_refused() {
        assertThatThrownBy(() -> ProcessId.parse("4711"))
                .hasMessageContaining("4711")
                .hasMessageContaining("expected");
    }
}
