package io.tollbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockCommandTest {

    @ParameterizedTest
    @CsvSource({"1d,P1D", "12h,PT12H", "30m,PT30M", "1d12h,P1DT12H", "45S,PT45S", "P2D,P2D"})
    void short_durations_become_iso(String text, String iso) {
        assertThat(ClockCommand.isoDuration(text)).isEqualTo(iso);
    }

    @Test
    void what_is_no_duration_is_refused() {
        assertThatThrownBy(() -> ClockCommand.isoDuration("tomorrow"))
                .hasMessageContaining("tomorrow")
                .hasMessageContaining("expected");
        assertThatThrownBy(() -> ClockCommand.isoDuration("")).hasMessageContaining("expected");
    }
}
