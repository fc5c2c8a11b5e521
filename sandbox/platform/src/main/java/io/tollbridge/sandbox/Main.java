package io.tollbridge.sandbox;

import io.tollbridge.sandbox.servers.ServerFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The commands of {@code ./tollbridge} that work on a platform. */
public final class Main {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;

    private Main() {}

    public static void main(String[] args) {
        String command = args.length == 0 ? "" : args[0];
        var rest =
                args.length == 0 ? List.<String>of() : Arrays.asList(args).subList(1, args.length);
        try {
            System.exit(run(command, rest));
        } catch (IllegalArgumentException e) {
            System.err.println(
                    "tollbridge " + command + ": " + e.getMessage() + " (see ./tollbridge help)");
            System.exit(EXIT_USAGE);
        } catch (ServerFailedException | UncheckedIOException e) {
            System.err.println("tollbridge " + command + ": " + e.getMessage());
            System.exit(EXIT_FAILED);
        } catch (IOException e) {
            System.err.println("tollbridge " + command + ": " + e);
            System.exit(EXIT_FAILED);
        }
    }

    private static int run(String command, List<String> args) throws IOException {
        var options = PlatformOptions.defaults();
        return switch (command) {
            case "up" -> up(options, args);
            case "down" -> down(options, args);
            case "status" -> status(options, args);
            case "record" -> record(options);
            case "logs" -> new LogsCommand(Platform.attach(options)).run(args);
            case "clock" -> new ClockCommand(Platform.attach(options)).run(args);
            default -> throw new IllegalArgumentException("no such command");
        };
    }

    private static int up(PlatformOptions defaults, List<String> args) {
        var options = defaults;
        for (String arg : args) {
            if (arg.equals("--fresh")) {
                options = options.withFresh(true);
            } else if (arg.startsWith("--only=")) {
                options = options.withServices(List.of(arg.substring(7).split(",", -1)));
            } else {
                throw new IllegalArgumentException(
                        "'" + arg + "' (expected: --fresh or --only=a,b)");
            }
        }
        long begin = System.nanoTime();
        Platform platform;
        try (var progress = ConsoleProgress.onStandardOutput()) {
            platform = Platform.up(options, progress);
        }
        var took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.println();
        System.out.println(
                "ready after "
                        + ConsoleProgress.seconds(took).strip()
                        + "; "
                        + new StatusTable(platform).totals());
        System.out.println("  API           " + platform.gateway());
        System.out.println("  operator key  " + platform.operatorKey());
        System.out.println("  state         " + options.home());
        return 0;
    }

    private static int status(PlatformOptions options, List<String> args) {
        requireNone(args);
        return new StatusTable(Platform.attach(options)).print(System.out);
    }

    /** Part of a build; {@code ./tollbridge} calls it. */
    private static int record(PlatformOptions options) {
        if (Platform.isRecorded(options)) {
            return 0;
        }
        System.out.println("recording for quick starts (once per change of a library)");
        try (var progress = ConsoleProgress.onStandardOutput()) {
            Platform.record(options, progress);
        }
        return 0;
    }

    private static void requireNone(List<String> args) {
        if (!args.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + String.join(" ", args) + "' (expected: nothing more)");
        }
    }

    private static int down(PlatformOptions options, List<String> args) {
        requireNone(args);
        var platform = Platform.attach(options);
        var running = platform.status().stream().filter(Platform.Status::alive).count();
        long begin = System.nanoTime();
        platform.down();
        System.out.println(
                running == 0
                        ? "nothing was running"
                        : "stopped "
                                + running
                                + " processes in "
                                + ConsoleProgress.seconds(
                                                Duration.ofNanos(System.nanoTime() - begin))
                                        .strip());
        return 0;
    }
}
