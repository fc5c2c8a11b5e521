package io.tollbridge.sandbox;

import io.tollbridge.sandbox.servers.SandboxLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to run a platform.
 *
 * @param home all state of this platform
 * @param portOffset added to every port, so that two platforms can run side by side
 * @param fresh start empty
 * @param services names of the services to start, in no order; empty means all
 * @param properties added to the configuration of every service
 */
public record PlatformOptions(
        SandboxLayout layout,
        Path home,
        int portOffset,
        boolean fresh,
        List<String> services,
        Map<String, String> properties) {

    /** The folder and ports that the command line uses, both changeable by environment. */
    public static PlatformOptions defaults() {
        var layout = SandboxLayout.find();
        var environment = System.getenv();
        return new PlatformOptions(
                layout,
                Optional.ofNullable(environment.get("TOLLBRIDGE_HOME"))
                        .map(Path::of)
                        .orElse(layout.root().resolve(".tollbridge"))
                        .toAbsolutePath(),
                offset(environment.getOrDefault("TOLLBRIDGE_PORT_OFFSET", "0")),
                false,
                List.of(),
                Map.of());
    }

    private static int offset(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "TOLLBRIDGE_PORT_OFFSET: '" + text + "' (expected: a whole number)", e);
        }
    }

    public PlatformOptions withFresh(boolean value) {
        return new PlatformOptions(layout, home, portOffset, value, services, properties);
    }

    /** A platform of its own, for a test. */
    public PlatformOptions in(Path folder, int offset) {
        return new PlatformOptions(
                layout, folder.toAbsolutePath(), offset, fresh, services, properties);
    }

    public PlatformOptions withServices(List<String> names) {
        return new PlatformOptions(layout, home, portOffset, fresh, List.copyOf(names), properties);
    }

    public PlatformOptions withProperties(Map<String, String> added) {
        return new PlatformOptions(layout, home, portOffset, fresh, services, Map.copyOf(added));
    }
}
