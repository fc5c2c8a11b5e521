package io.tollbridge.simulation.run;

import io.tollbridge.simulation.world.Mutant;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One seed after the other. */
public final class Seeds {

    private final Mutant mutant;
    private final long began = System.nanoTime();
    private long next;
    private long runs;
    private long steps;

    private Seeds(long first, Mutant mutant) {
        this.next = first;
        this.mutant = mutant;
    }

    public static Seeds from(long first, Mutant mutant) {
        return new Seeds(first, mutant);
    }

    /** Runs so many; returns the first that fails, null when none does. */
    public Run.@Nullable Outcome run(int count) {
        for (int i = 0; i < count; i++) {
            var outcome = runNext();
            if (outcome.failure() != null) {
                return outcome;
            }
        }
        return null;
    }

    /** Runs for so long; returns the first that fails, null when none does. */
    public Run.@Nullable Outcome runFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            var outcome = runNext();
            if (outcome.failure() != null) {
                return outcome;
            }
        }
        return null;
    }

    private Run.Outcome runNext() {
        var outcome = Run.of(next++, mutant);
        runs++;
        steps += outcome.steps();
        return outcome;
    }

    /** How much was done. */
    public String words() {
        double minutes = (System.nanoTime() - began) / 6e10;
        return "%,d seeds, %,d steps, %,.0f steps a minute".formatted(runs, steps, steps / minutes);
    }

    /** What came of a seed, and how to see it again. */
    public static String words(Run.Outcome outcome, Mutant mutant) {
        String run =
                "seed %d: %,d steps, hash %016x"
                        .formatted(outcome.seed(), outcome.steps(), outcome.hash());
        var failure = outcome.failure();
        if (failure == null) {
            return run + ", all held";
        }
        String planted =
                mutant == Mutant.NONE ? "" : " --mutant " + mutant.name().toLowerCase(Locale.ROOT);
        return String.join("\n", outcome.last())
                + "\n"
                + run
                + "\nVIOLATED: "
                + failure.getMessage()
                + "\nto see it again: ./tollbridge simulate --seed "
                + outcome.seed()
                + planted
                + " --trace";
    }
}
