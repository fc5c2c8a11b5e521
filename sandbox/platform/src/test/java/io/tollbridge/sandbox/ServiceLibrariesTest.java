package io.tollbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLibrariesTest {
    @TempDir Path root;
    private Path built;

    @BeforeEach
    void build() throws IOException {
        built = root.resolve("built");
        for (String jar :
                new String[] {
                    "lib/spring-core-7.jar",
                    "lib/jackson-core-3.jar",
                    "lib/service-starter-1.jar",
                    "lib/sandbox-training-1.jar",
                    "services/risk-service.jar"
                }) {
            StateFolder.write(built.resolve(jar), jar);
        }
    }

    @Test
    void every_service_starts_with_the_same_jars_in_the_same_order() {
        var libraries = libraries();

        assertThat(libraries.shared())
                .extracting(jar -> jar.getFileName().toString())
                .containsExactly(
                        "jackson-core-3.jar",
                        "service-starter-1.jar",
                        "spring-core-7.jar",
                        "sandbox-training-1.jar");
        assertThat(libraries.jarOf("risk-service.jar")).exists();
    }

    @Test
    void a_build_without_a_change_leaves_the_cache_valid() throws IOException {
        String before = libraries().fingerprint();
        Path starter = built.resolve("lib/service-starter-1.jar");
        Files.setLastModifiedTime(starter, FileTime.fromMillis(0));

        assertThat(libraries().fingerprint()).isEqualTo(before);
    }

    @Test
    void a_changed_service_is_taken_over_and_leaves_the_cache_valid() throws IOException {
        String before = libraries().fingerprint();
        StateFolder.write(built.resolve("services/risk-service.jar"), "changed");

        var after = libraries();
        assertThat(after.fingerprint()).isEqualTo(before);
        assertThat(after.jarOf("risk-service.jar")).hasContent("changed");
    }

    @Test
    void another_library_makes_the_cache_invalid() {
        String before = libraries().fingerprint();
        StateFolder.write(built.resolve("lib/spring-core-7.jar"), "other");

        assertThat(libraries().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void what_is_not_built_is_named() {
        assertThatThrownBy(() -> libraries().jarOf("gateway-service.jar"))
                .hasMessageContaining("gateway-service.jar");
        assertThatThrownBy(() -> ServiceLibraries.trainingJar(root.resolve("nowhere")))
                .hasMessageContaining("nowhere");
    }

    private ServiceLibraries libraries() {
        return ServiceLibraries.of(
                "services", built, ServiceLibraries.trainingJar(built), root.resolve("copies"));
    }
}
