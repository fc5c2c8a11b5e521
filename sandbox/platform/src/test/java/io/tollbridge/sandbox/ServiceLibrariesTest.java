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
    void third_party_jars_come_first_and_the_service_last() {
        var libraries = libraries();

        assertThat(libraries.trained())
                .extracting(jar -> jar.getFileName().toString())
                .containsExactly(
                        "jackson-core-3.jar", "spring-core-7.jar", "sandbox-training-1.jar");
        assertThat(libraries.ownPath("risk-service.jar"))
                .matches(".*service-starter-1.jar:.*risk-service.jar");
    }

    @Test
    void a_change_of_our_own_code_leaves_the_cache_valid() throws IOException {
        String before = libraries().fingerprint();
        StateFolder.write(built.resolve("lib/service-starter-1.jar"), "changed");
        Files.setLastModifiedTime(
                built.resolve("lib/sandbox-training-1.jar"), FileTime.fromMillis(0));

        var after = libraries();
        assertThat(after.fingerprint()).isEqualTo(before);
        assertThat(root.resolve("copies/service-starter-1.jar")).hasContent("changed");
    }

    @Test
    void another_library_makes_the_cache_invalid() {
        String before = libraries().fingerprint();
        StateFolder.write(built.resolve("lib/spring-core-7.jar"), "other");

        assertThat(libraries().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void what_is_not_built_is_named() {
        assertThatThrownBy(() -> libraries().ownPath("gateway-service.jar"))
                .hasMessageContaining("gateway-service.jar");
        assertThatThrownBy(() -> ServiceLibraries.trainingJar(root.resolve("nowhere")))
                .hasMessageContaining("nowhere");
    }

    private ServiceLibraries libraries() {
        return ServiceLibraries.of(
                "services", built, ServiceLibraries.trainingJar(built), root.resolve("copies"));
    }
}
