package io.tollbridge.sandbox;

import io.tollbridge.sandbox.servers.MemoryLimit;
import io.tollbridge.sandbox.servers.Ports;
import io.tollbridge.sandbox.servers.ServerFailedException;
import java.nio.file.Path;
import java.util.List;

/** What can be known to go wrong before anything is started. */
final class Preflight {
    private Preflight() {}

    static void check(List<Component> starting) {
        for (Component component : starting) {
            requireFree(component.name(), component.port());
            for (int port : component.otherPorts()) {
                requireFree(component.name(), port);
            }
        }
        long needed = starting.stream().mapToLong(Component::memoryMegabytes).sum();
        new MemoryLimit(Path.of("/"))
                .available()
                .ifPresent(available -> {
                    if (available < needed) {
                        throw new ServerFailedException(
                                "too little memory: "
                                        + available
                                        + " MB available (expected: at least "
                                        + needed
                                        + " MB)");
                    }
                });
    }

    private static void requireFree(String name, int port) {
        if (!Ports.isFree(port)) {
            throw new ServerFailedException(
                    "port "
                            + port
                            + " for "
                            + name
                            + " is in use by another program (TOLLBRIDGE_PORT_OFFSET shifts all ports)");
        }
    }
}
