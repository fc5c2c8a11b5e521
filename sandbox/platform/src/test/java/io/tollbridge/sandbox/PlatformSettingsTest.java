package io.tollbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.sandbox.servers.SandboxLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformSettingsTest {
    @TempDir Path folder;

    @Test
    void thirteen_services_have_ports_of_their_own() {
        var ports = new HashSet<Integer>();
        for (var service : ServiceCatalog.ALL) {
            assertThat(ports.add(service.port())).as(service.name()).isTrue();
            assertThat(ports.add(service.managementPort())).as(service.name()).isTrue();
        }
        assertThat(ServiceCatalog.ALL).hasSize(13);
    }

    @Test
    void main_classes_follow_the_name() {
        assertThat(ServiceCatalog.ALL)
                .extracting(ServiceCatalog.Service::mainClass)
                .contains(
                        "io.tollbridge.coreengine.CoreEngineApplication",
                        "io.tollbridge.gateway.GatewayApplication");
    }

    @Test
    void a_shifted_platform_tells_its_services_the_shifted_addresses() throws IOException {
        var options =
                new PlatformOptions(
                        new SandboxLayout(folder),
                        folder,
                        2_000,
                        false,
                        List.of(),
                        Map.of("a.b", "c"));
        var state = new StateFolder(folder, folder);
        var risk =
                ServiceCatalog.ALL.stream()
                        .filter(service -> service.name().equals("risk"))
                        .findFirst()
                        .orElseThrow();

        new ServiceConfig(options, state).write(risk);

        var properties = new Properties();
        try (var reader = Files.newBufferedReader(state.config("risk"))) {
            properties.load(reader);
        }
        assertThat(properties)
                .containsEntry("server.port", "10112")
                .containsEntry("management.server.port", "11112")
                .containsEntry("spring.cassandra.port", "21042")
                .containsEntry("tollbridge.services.core-engine.url", "http://127.0.0.1:10103")
                .containsEntry("a.b", "c");
    }

    @Test
    void a_torn_note_of_a_process_is_no_note() throws IOException {
        var state = new StateFolder(folder, folder);
        for (String torn : List.of("", "12", "12-", "-1", "12-34x")) {
            StateFolder.write(folder.resolve("run/risk.pid"), torn);
            assertThat(state.process("risk")).as("'%s'", torn).isEmpty();
        }
        try (var files = Files.list(folder.resolve("run"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void starting_fresh_keeps_nothing_but_caches() throws IOException {
        var state = new StateFolder(folder, folder);
        StateFolder.write(state.data("cassandra").resolve("x/y"), "old");
        StateFolder.write(state.log("risk"), "old");
        StateFolder.write(state.cache().resolve("services.aot"), "code");

        state.empty();

        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(folder.resolve("logs")).doesNotExist();
        assertThat(state.cache().resolve("services.aot")).exists();
    }
}
