package io.tollbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.sandbox.servers.SandboxLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the caches that make starts quick are recorded, in a tree of empty jars. */
class RecordingTest {
    @TempDir Path root;

    @BeforeEach
    void build() throws IOException {
        for (String built :
                List.of("sandbox/platform/target/platform", "sandbox/gateway-dist/target")) {
            Files.createDirectories(root.resolve(built).resolve("services"));
            write(root.resolve(built).resolve("lib/sandbox-training.jar"));
        }
    }

    @Test
    void where_a_cache_is_missing_something_is_to_be_recorded() throws IOException {
        assertThat(Platform.isRecorded(options())).isFalse();
        recorded();
        assertThat(Platform.isRecorded(options())).isTrue();
        Files.delete(cacheOf(ServiceCatalog.ALL.getFirst()));
        assertThat(Platform.isRecorded(options())).isFalse();
    }

    @Test
    void where_none_is_missing_nothing_is_said_of_recording() throws Exception {
        recorded();
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dtollbridge.root=" + root,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "record")
                        .redirectErrorStream(true)
                        .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        assertThat(text).isEmpty();
    }

    private void recorded() throws IOException {
        for (var service : ServiceCatalog.ALL) {
            write(cacheOf(service));
        }
    }

    private Path cacheOf(ServiceCatalog.Service service) {
        var state = new StateFolder(options().home(), options().home());
        return new Components(options(), state).group(service).cache().file();
    }

    private PlatformOptions options() {
        return new PlatformOptions(
                new SandboxLayout(root),
                root.resolve(".tollbridge"),
                0,
                false,
                List.of(),
                Map.of());
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }
}
