package io.tollbridge.simulation.run;

import io.tollbridge.simulation.world.Mutant;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** {@code ./tollbridge simulate}: one seed exactly again, or new ones for a while. */
public final class Simulate {

    private static final String HELP =
            """
            ./tollbridge simulate [--seed N] [--trace] [--for SECONDS] [--mutant NAME]

            Runs core-engine, its outbox and compensation on virtual time, with a store, a bus and a
            channel that fail as real ones do, and checks that no money and no message is lost or
            counted twice.

            --seed N       this run, exactly as it was
            --trace        prints each of its steps
            --for SECONDS  new seeds for so long (default: 60)
            --mutant NAME  with a bug put in on purpose, to see it caught; NAME is one of
            """;

    private long seed = System.nanoTime() >>> 8;
    private boolean isReplay;
    private boolean isTraced;
    private Duration time = Duration.ofSeconds(60);
    private Mutant mutant = Mutant.NONE;

    private Simulate() {}

    public static void main(String[] args) {
        System.exit(new Simulate().run(args, System.out));
    }

    private int run(String[] args, PrintStream out) {
        try {
            if (!read(args)) {
                out.print(HELP);
                out.println(" ".repeat(15) + Arrays.toString(Mutant.values()));
                return 0;
            }
        } catch (RuntimeException e) {
            out.println("simulate: " + e.getMessage() + " (see ./tollbridge simulate --help)");
            return 2;
        }
        if (isReplay) {
            var outcome =
                    Run.of(
                            seed,
                            mutant,
                            trace -> {
                                if (isTraced) {
                                    trace.watch(out::println);
                                }
                            });
            out.println(Seeds.words(outcome, mutant));
            if (outcome.failure() != null && isTraced) {
                outcome.failure().printStackTrace(out);
            }
            return outcome.failure() == null ? 0 : 1;
        }
        var seeds = Seeds.from(seed, mutant);
        var failure = seeds.runFor(time);
        out.println(seeds.words());
        if (failure != null) {
            out.println(Seeds.words(failure, mutant));
        }
        return failure == null ? 0 : 1;
    }

    /** False when only help is wanted. */
    private boolean read(String[] args) {
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--seed" -> {
                    seed = Long.parseLong(value(args, ++i));
                    isReplay = true;
                }
                case "--trace" -> isTraced = true;
                case "--for" -> time = Duration.ofSeconds(Long.parseLong(value(args, ++i)));
                case "--mutant" ->
                        mutant = Mutant.valueOf(value(args, ++i).toUpperCase(Locale.ROOT));
                case "--help", "-h", "help" -> {
                    return false;
                }
                default -> throw new IllegalArgumentException("'" + args[i] + "' is no option");
            }
        }
        return true;
    }

    private static String value(String[] args, int at) {
        if (at == args.length) {
            throw new IllegalArgumentException(args[at - 1] + " (expected: a value)");
        }
        return args[at];
    }
}
