package io.tollbridge.sandbox.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code ./tollbridge test}: prepares the machine, runs Maven, and says what came of it. */
public final class TestRun {
    private static final Pattern MODULE =
            Pattern.compile("\\[INFO] Building (\\S+).*(\\[\\d+/\\d+])");
    private static final Pattern CLASS =
            Pattern.compile(
                    "\\[[A-Z]+] +Tests run: (\\d+), .*Time elapsed: ([\\d.]+ s).* in (\\S+)");
    private static final int ERROR_LINES = 60;

    private final Path root;
    private final ReactorLog reactor = new ReactorLog();

    private TestRun(Path root) {
        this.root = root;
    }

    /** Arguments are passed on to Maven. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(new TestRun(Path.of("").toAbsolutePath()).run(List.of(args)));
    }

    private int run(List<String> mavenArguments) throws IOException, InterruptedException {
        Files.createDirectories(root.resolve("target"));
        new BrowserSetup(root.resolve("target/apt.log")).ensure();
        Path marker = Files.writeString(root.resolve("target/test-run"), "");
        FileTime since = Files.getLastModifiedTime(marker);
        int maven = runMaven(mavenArguments);
        releaseServers();
        var report = TestReport.read(root, since);
        System.out.println();
        if (maven == 0 && mavenArguments.isEmpty()) {
            Files.writeString(root.resolve("sandbox/platform/target/built"), "");
        } else if (maven != 0 && report.total().failed() == 0) {
            System.out.println("The build failed outside of the tests (target/test.log).");
        }
        report.print(System.out, reactor.untested());
        return maven == 0 && report.total().failed() == 0 ? 0 : 1;
    }

    private int runMaven(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
        // Two modules at once: tests on real servers wait more than they compute.
        command.addAll(List.of("-T2", "--fail-at-end", "verify"));
        command.addAll(arguments);
        System.out.println(String.join(" ", command) + "   (the log is target/test.log)");
        var builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process maven = builder.start();
        int errors = 0;
        try (var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        maven.getInputStream(), StandardCharsets.UTF_8));
                var log = Files.newBufferedWriter(root.resolve("target/test.log"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line);
                log.newLine();
                if (line.startsWith("[ERROR]") && errors++ < ERROR_LINES) {
                    System.out.println("    " + line);
                }
                reactor.read(line);
                progress(line);
            }
        }
        return maven.waitFor();
    }

    private static void progress(String line) {
        var module = MODULE.matcher(line);
        var testClass = CLASS.matcher(line);
        if (module.find()) {
            System.out.println("  " + module.group(2) + " " + module.group(1));
        } else if (testClass.find()) {
            System.out.printf(
                    "      %4s tests  %9s  %s%n",
                    testClass.group(1),
                    testClass.group(2),
                    testClass.group(3).replaceFirst("^io\\.tollbridge\\.", ""));
        }
    }

    /** Maven has ended; the servers stop now unless another build still uses them. */
    private void releaseServers() throws IOException, InterruptedException {
        Path classes = root.resolve("sandbox/servers/target/classes");
        if (Files.isDirectory(classes) && Files.isDirectory(root.resolve("target/test-servers"))) {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Dtollbridge.root=" + root,
                            "-cp",
                            classes.toString(),
                            "io.tollbridge.sandbox.servers.SharedServers",
                            "release")
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }
}
