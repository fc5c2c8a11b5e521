package io.tollbridge.soak.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How to soak.
 *
 * @param pause how long a client thinks between two requests, on average
 * @param report where the report goes, without the ending
 */
record SoakOptions(
        boolean help,
        int minutes,
        long seed,
        int clients,
        int merchants,
        Duration pause,
        Path report) {

    static final String USAGE =
            """
            ./tollbridge soak [--minutes N] [--seed S] [--clients N] [--merchants N]
                              [--pause MILLIS] [--report FILE]

            Starts a platform of its own beside any other, lets merchants work on it while processes
            are killed and frozen and the acquirer misbehaves, waits for quiet, pays out, and has
            everybody's books judged by a checker that shares no code with the services.

            --minutes N    of load and faults (default: 10); quiet and verdict take some more
            --seed S       of load and faults (default: drawn, and printed)
            --clients N    at once (default: 4)
            --merchants N  (default: 4)
            --pause MILLIS between two requests of a client, on average (default: 150)
            --report FILE  .md and .json are put behind it (default: target/soak)
            """;

    static SoakOptions parse(List<String> args, Path caller) {
        boolean help = false;
        int minutes = 10;
        long seed = System.nanoTime() >>> 12;
        int clients = 4;
        int merchants = 4;
        long pause = 150;
        Path report = Path.of("target/soak");
        for (int i = 0; i < args.size(); i++) {
            switch (args.get(i)) {
                case "--minutes" -> minutes = (int) number(args, ++i, 1, 10_000);
                case "--seed" -> seed = number(args, ++i, 0, Long.MAX_VALUE);
                case "--clients" -> clients = (int) number(args, ++i, 1, 200);
                case "--merchants" -> merchants = (int) number(args, ++i, 2, 50);
                case "--pause" -> pause = number(args, ++i, 0, 60_000);
                case "--report" -> report = caller.resolve(value(args, ++i));
                case "--help", "-h", "help" -> help = true;
                default -> throw new IllegalArgumentException("'" + args.get(i) + "' is no option");
            }
        }
        return new SoakOptions(
                help, minutes, seed, clients, merchants, Duration.ofMillis(pause), report);
    }

    private static long number(List<String> args, int at, long least, long most) {
        String text = value(args, at);
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw new IllegalArgumentException(
                "%s: '%s' (expected: %d to %d)".formatted(args.get(at - 1), text, least, most));
    }

    private static String value(List<String> args, int at) {
        if (at == args.size()) {
            throw new IllegalArgumentException(args.get(at - 1) + " (expected: a value)");
        }
        return args.get(at);
    }
}
