package io.tollbridge.soak.fault;

import io.tollbridge.sandbox.Platform;
import io.tollbridge.sandbox.servers.ServerFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Has each process live: starts what is dead until it is ready, as a supervisor does. */
final class Keeper {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Platform platform;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    Keeper(Platform platform) {
        this.platform = platform;
    }

    /** False when something is being done to it already. */
    boolean claim(String name) {
        return busy.add(name);
    }

    void release(String name) {
        busy.remove(name);
    }

    boolean isClaimed(String name) {
        return busy.contains(name);
    }

    /** Returns the milliseconds from the start that succeeded until it was ready. */
    long revive(String name) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long begin = System.nanoTime();
            try {
                if (!platform.isRunning(name)) {
                    platform.start(name, List.of());
                }
                platform.awaitReady(name);
                return Duration.ofNanos(System.nanoTime() - begin).toMillis();
            } catch (ServerFailedException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                if (platform.isRunning(name)) {
                    platform.kill9(name); // it gave up starting and did not end
                }
            }
        }
    }
}
