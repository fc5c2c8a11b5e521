package io.tollbridge.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param clients how many clients at once, one measurement for each
 * @param seconds how long each measurement takes
 * @param warmup seconds of load before the first
 * @param json where the figures are written besides
 */
record Options(List<Integer> clients, int seconds, int warmup, @Nullable Path json, boolean help) {

    static final String USAGE =
            """
            usage: ./tollbridge bench [--clients 1,8,32,64] [--seconds 20] [--warmup 60] [--json FILE]
              Measures card payments (create, confirm and capture in one request) through the gateway
              of the running sandbox. Needs Linux and ./tollbridge up.
              --clients N,...  clients at once; one measurement for each
              --seconds N      length of each measurement
              --warmup N       seconds of load before the first
              --json FILE      write all figures there too
            """;

    static Options parse(List<String> args, Path callerFolder) {
        var options = new Options(List.of(1, 8, 32, 64), 20, 60, null, false);
        var rest = args.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            if (name.equals("--help")) {
                return new Options(
                        options.clients, options.seconds, options.warmup, options.json, true);
            }
            if (!List.of("--clients", "--seconds", "--warmup", "--json").contains(name)) {
                throw new IllegalArgumentException(
                        name + " (expected: --clients, --seconds, --warmup, --json or --help)");
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(name + ": no value");
            }
            options = options.with(name, rest.next(), callerFolder);
        }
        return options;
    }

    private Options with(String name, String value, Path folder) {
        return switch (name) {
            case "--clients" ->
                    new Options(
                            Stream.of(value.split(",", -1))
                                    .map(part -> number(name, part, 1))
                                    .toList(),
                            seconds,
                            warmup,
                            json,
                            help);
            case "--seconds" -> new Options(clients, number(name, value, 1), warmup, json, help);
            case "--warmup" -> new Options(clients, seconds, number(name, value, 0), json, help);
            default -> new Options(clients, seconds, warmup, folder.resolve(value), help);
        };
    }

    private static int number(String name, String text, int least) {
        String stripped = text.strip();
        if (!stripped.matches("[0-9]{1,5}") || Integer.parseInt(stripped) < least) {
            throw new IllegalArgumentException(
                    name + ": '" + text + "' (expected: a number from " + least + " to 99999)");
        }
        return Integer.parseInt(stripped);
    }
}
