package io.tollbridge.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentiles_are_times_that_were_seen() {
        long[] falling = LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray();

        var latencies = Latencies.of(falling);

        assertThat(latencies.millisAt(0.50)).isEqualTo(50);
        assertThat(latencies.millisAt(0.99)).isEqualTo(99);
        assertThat(latencies.millisAt(1)).isEqualTo(100);
    }

    @Test
    void of_nothing_there_are_none() {
        assertThat(Latencies.of(new long[0]).millisAt(0.99)).isZero();
    }
}
