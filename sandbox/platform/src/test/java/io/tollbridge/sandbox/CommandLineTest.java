package io.tollbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.sandbox.servers.SandboxLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script alone, in a folder where nothing was ever built. */
class CommandLineTest {
    @TempDir Path clone;

    @BeforeEach
    void copyScript() throws IOException {
        Files.copy(
                SandboxLayout.find().root().resolve("tollbridge"),
                clone.resolve("tollbridge"),
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo --exti",
                "demo --exit more",
                "up --bogus",
                "down now",
                "status x",
                "token",
                "ledger now",
                "missed now",
                "parked",
                "parked retry settlement",
                "parked skip settlement settlement-items pay_1 payments-0@4",
                "x"
            })
    void what_is_mistyped_is_refused_in_one_line_before_anything_is_built(String arguments)
            throws Exception {
        var told = run(arguments.split(" ", -1));
        assertThat(told.exit).isEqualTo(2);
        assertThat(told.text.lines()).hasSize(1);
        assertThat(told.text).startsWith("tollbridge: ").contains("(see ./tollbridge help)");
    }

    @ParameterizedTest
    @CsvSource({"status, 1", "clock, 1", "ledger, 1", "missed, 1", "parked list, 1", "down, 0"})
    void where_nothing_was_built_nothing_is_running(String command, int exit) throws Exception {
        var told = run(command.split(" ", -1));
        assertThat(told.exit).isEqualTo(exit);
        assertThat(told.text)
                .isEqualTo("nothing is running (./tollbridge up starts the platform)\n");
    }

    @Test
    void nothing_is_started_after_a_recording_that_was_interrupted() throws Exception {
        Path jdk = clone.resolve("jdk");
        program(jdk.resolve("bin/javac"), "");
        program( // as a JVM ends that was interrupted
                jdk.resolve("bin/java"),
                """
                [ "$1" != -version ] || { echo 'openjdk version "25.0.1"' >&2; exit; }
                echo "asked: ${@: -1}"
                exit 130
                """);
        Path stamp = clone.resolve("sandbox/platform/target/built");
        Files.createDirectories(stamp.getParent());
        Files.writeString(stamp, "");

        var told = run(jdk, "up");

        assertThat(told.exit).isEqualTo(130);
        assertThat(told.text).isEqualTo("asked: record\n");
        assertThat(clone.resolve(".tollbridge/cache/recorded")).doesNotExist();
    }

    private static void program(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private record Told(int exit, String text) {}

    private Told run(String... arguments) throws IOException, InterruptedException {
        return run(Path.of(System.getProperty("java.home")), arguments);
    }

    private Told run(Path jdk, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", clone.resolve("tollbridge").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().remove("TOLLBRIDGE_HOME");
        var process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Told(process.waitFor(), text);
    }
}
