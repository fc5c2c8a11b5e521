package io.tollbridge.benchmarks.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetersTest {

    @Test
    void a_counter_is_summed_over_its_labels() {
        String text =
                """
                # HELP writes_total Conditional writes
                # TYPE writes_total counter
                writes_total{application="a"} 12.0
                writes_total{application="b, }"} 1.5E1 1700000000
                writes_total_created 99.0
                """;

        assertThat(Meters.sum(text, "writes_total")).isEqualTo(27);
        assertThat(Meters.sum("writes_total 3.0\n", "writes_total")).isEqualTo(3);
    }
}
