package io.tollbridge.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.simulation.run.Run;
import io.tollbridge.simulation.run.Seeds;
import io.tollbridge.simulation.world.Mutant;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The platform holds whatever goes wrong; with a bug in it, it does not. */
class SimulationTest {

    private static final int SEEDS_TO_CATCH_A_BUG = 1000;

    @Test
    void a_seed_goes_the_same_way_each_time() {
        for (long seed = 1; seed <= 20; seed++) {
            var first = Run.of(seed, Mutant.NONE);
            var again = Run.of(seed, Mutant.NONE);
            assertThat(again.steps()).isEqualTo(first.steps());
            assertThat(again.hash()).isEqualTo(first.hash());
        }
    }

    @Test
    void two_seeds_go_different_ways() {
        assertThat(Run.of(1, Mutant.NONE).hash()).isNotEqualTo(Run.of(2, Mutant.NONE).hash());
    }

    @Test
    void known_seeds_hold() {
        var failure = Seeds.from(1, Mutant.NONE).run(100);
        assertThat(failure == null ? "" : Seeds.words(failure, Mutant.NONE)).isEmpty();
    }

    @Test
    void new_seeds_hold_for_a_while() {
        var seeds = Seeds.from(System.nanoTime() >>> 8, Mutant.NONE);
        var failure = seeds.runFor(Duration.ofSeconds(Long.getLong("simulation.seconds", 60)));
        System.out.println("simulation: " + seeds.words());
        assertThat(failure == null ? "" : Seeds.words(failure, Mutant.NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void a_planted_bug_is_caught(Mutant bug) {
        var failure = Seeds.from(1, bug).run(SEEDS_TO_CATCH_A_BUG);
        assertThat(failure).as("%s within %d seeds", bug, SEEDS_TO_CATCH_A_BUG).isNotNull();
    }
}
