package io.tollbridge.simulator.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The arguments of a simulator: {@code --name value}, each with a default and a help line. */
public final class Arguments {

    /** One argument; an empty default means "not set". */
    public record Option(String name, String defaultValue, String help) {}

    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /** Thrown for {@code --help} (exit code 0) and for mistakes (exit code 2). */
    public static final class Refused extends RuntimeException {
        private final int exitCode;

        Refused(String message, int exitCode) {
            super(message);
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    public static Arguments parse(String program, String[] given, Option... options) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Option option : options) {
            values.put(option.name(), option.defaultValue());
        }
        for (int i = 0; i < given.length; i++) {
            String name = given[i];
            if (name.equals("--help") || name.equals("-h")) {
                throw new Refused(help(program, options), 0);
            }
            String value = null;
            int equals = name.indexOf('=');
            if (equals > 0) {
                value = name.substring(equals + 1);
                name = name.substring(0, equals);
            } else if (i + 1 < given.length) {
                value = given[++i];
            }
            if (!values.containsKey(name)) {
                throw new Refused(program + ": unknown argument " + name + " (try --help)", 2);
            }
            if (value == null) {
                throw new Refused(program + ": " + name + " needs a value", 2);
            }
            values.put(name, value);
        }
        return new Arguments(values);
    }

    private static String help(String program, Option... options) {
        StringBuilder text = new StringBuilder("usage: " + program + " [--name value]...\n");
        for (Option option : options) {
            String shown =
                    option.defaultValue().isEmpty()
                            ? "not set"
                            : "default " + option.defaultValue();
            text.append(String.format("  %-26s %s (%s)%n", option.name(), option.help(), shown));
        }
        return text.toString().stripTrailing();
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no such argument: " + name);
        }
        return value;
    }

    public Optional<String> optional(String name) {
        return Optional.of(text(name)).filter(value -> !value.isBlank());
    }

    public int port(String name) {
        long value = number(name);
        if (value < 0 || value > 65_535) {
            throw new Refused(name + ": " + value + " (expected: a port, 0 to 65535)", 2);
        }
        return (int) value;
    }

    public long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException _) {
            throw new Refused(name + ": " + text(name) + " (expected: a whole number)", 2);
        }
    }
}
