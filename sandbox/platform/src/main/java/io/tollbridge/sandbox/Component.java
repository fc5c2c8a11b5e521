package io.tollbridge.sandbox;

import io.tollbridge.sandbox.servers.ChildProcess;
import io.tollbridge.sandbox.servers.Probe;
import java.time.Duration;
import java.util.List;

/**
 * One process of the platform.
 *
 * @param port where it is called
 * @param otherPorts taken as well, such as the management port of a service
 * @param memoryMegabytes what it is expected to take, for the check before the start
 */
record Component(
        String name,
        Kind kind,
        int port,
        List<Integer> otherPorts,
        int memoryMegabytes,
        Launcher launcher,
        Probe probe) {

    /** Kinds in the order of their start. */
    enum Kind {
        STORE(Duration.ofMinutes(2), Duration.ofSeconds(30)),
        SIMULATOR(Duration.ofMinutes(1), Duration.ofSeconds(10)),
        SERVICE(Duration.ofMinutes(3), Duration.ofSeconds(30));

        final Duration startLimit;
        final Duration stopGrace;

        Kind(Duration startLimit, Duration stopGrace) {
            this.startLimit = startLimit;
            this.stopGrace = stopGrace;
        }
    }

    /** Starts the process. */
    @FunctionalInterface
    interface Launcher {
        /**
         * Starts it and returns at once.
         *
         * @param jvmFlags added after all others
         */
        ChildProcess launch(List<String> jvmFlags);
    }
}
