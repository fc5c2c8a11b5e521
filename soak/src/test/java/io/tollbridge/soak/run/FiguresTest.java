package io.tollbridge.soak.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.soak.run.Figures.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Instant WALL = Instant.parse("2026-11-26T12:00:00.500Z");

    @Test
    void days_that_the_clock_was_moved_by_are_no_delay() {
        Instant business = WALL.plus(Duration.ofDays(6)).minusMillis(300);
        assertThat(Figures.elapsed(business, WALL)).isEqualTo(300);
        assertThat(Figures.elapsed(WALL.plusMillis(2), WALL)).isZero();
    }

    @Test
    void a_spread_names_what_was_seen() {
        assertThat(Spread.of(LongStream.rangeClosed(1, 200).boxed().toList()))
                .isEqualTo(new Spread(200, 100, 190, 198, 200));
        assertThat(Spread.of(List.of(7L))).isEqualTo(new Spread(1, 7, 7, 7, 7));
        assertThat(Spread.of(List.of())).isEqualTo(new Spread(0, 0, 0, 0, 0));
    }
}
