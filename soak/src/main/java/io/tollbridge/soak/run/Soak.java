package io.tollbridge.soak.run;

import io.tollbridge.sandbox.PlatformOptions;
import io.tollbridge.sandbox.servers.ServerFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./tollbridge soak}. */
public final class Soak {

    private static final int EXIT_RED = 1;
    private static final int EXIT_USAGE = 2;

    private Soak() {}

    /** Starts it from the command line. */
    public static void main(String[] args) {
        String caller = Objects.requireNonNullElse(System.getenv("TOLLBRIDGE_CALLER_DIR"), "");
        int exit;
        try {
            var options = SoakOptions.parse(Arrays.asList(args), Path.of(caller));
            if (options.help()) {
                System.out.print(SoakOptions.USAGE);
                return;
            }
            exit = run(options);
        } catch (IllegalArgumentException e) {
            System.err.println("tollbridge soak: " + e.getMessage());
            exit = EXIT_USAGE;
        } catch (IllegalStateException | ServerFailedException | UncheckedIOException e) {
            e.printStackTrace();
            System.err.println("tollbridge soak: FAILED: " + e.getMessage());
            exit = EXIT_RED;
        }
        System.exit(exit); // drivers may keep threads
    }

    private static int run(SoakOptions options) {
        System.out.println("seed " + options.seed() + "; starting a platform");
        try (var rig = Rig.start(PlatformOptions.defaults())) {
            var undo = new Thread(rig::close, "soak-down");
            Runtime.getRuntime().addShutdownHook(undo);
            var outcome = new SoakRun(options, rig, System.out).run();
            String report = Report.of(outcome);
            System.out.println();
            System.out.print(report);
            write(options.report(), report, outcome);
            Runtime.getRuntime().removeShutdownHook(undo);
            return outcome.isGreen() ? 0 : EXIT_RED;
        }
    }

    private static void write(Path report, String text, Outcome outcome) {
        var json =
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build();
        try {
            Path folder = report.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(Path.of(report + ".md"), text);
            Files.write(
                    Path.of(report + ".json"),
                    json.writerWithDefaultPrettyPrinter().writeValueAsBytes(outcome));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + report, e);
        }
        System.out.println("\nwritten to " + report + ".md and " + report + ".json");
    }
}
