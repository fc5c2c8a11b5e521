package io.tollbridge.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FloorTest {

    @Test
    void the_floor_counts_each_request_once_on_each_side() {
        var floor =
                new Floor(
                        new Part("answered", 0.1, 100, 1),
                        new Part("made", 100, 0.2, 1),
                        new Part("conditional", 0.6, 0.4, 1),
                        new Part("plain", 0.1, 0.1, 1),
                        new Part("event", 0.2, 0.1, 1));

        assertThat(floor.millis()).isCloseTo(0.4 + 0.6 + 2.0 + 0.4 + 0.9, within(1e-9));
    }
}
