package io.tollbridge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.sandbox.servers.ServerFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A service that dies as by kill -9 at each of its crash points, one after the other. Whenever it
 * is dead it is started again, armed with the next point and at last with none.
 */
final class Deaths {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String service;
    private final CompletableFuture<Void> all;

    private Deaths(String service, CompletableFuture<Void> all) {
        this.service = service;
        this.all = all;
    }

    /** From now on it dies at whichever point it comes by, each time at another. */
    static Deaths of(String service, String... points) {
        var left = new LinkedHashSet<>(List.of(points));
        TheSandbox.restart(service, armed(left));
        return new Deaths(service, CompletableFuture.runAsync(() -> die(service, left)));
    }

    private static void die(String service, Set<String> left) {
        var platform = TheSandbox.platform();
        while (!left.isEmpty()) {
            Path log = logOf(service);
            try {
                platform.awaitExit(service, PATIENCE);
            } catch (ServerFailedException e) {
                throw new IllegalStateException("not passed: " + left, e);
            }
            String died = text(log);
            assertThat(left.removeIf(point -> died.contains('"' + point + '"')))
                    .as("%s died at one of %s", service, left)
                    .isTrue();
            platform.start(service, armed(left));
        }
        platform.awaitReady(service);
    }

    /** Returns when it has died at all of them and lives. */
    void awaitLast() {
        assertThat(all).as("deaths of " + service).succeedsWithin(PATIENCE);
    }

    private static List<String> armed(Set<String> points) {
        return List.of("-Dtollbridge.crash-at=" + String.join(",", points));
    }

    private static Path logOf(String service) {
        return TheSandbox.platform().status().stream()
                .filter(process -> process.name().equals(service))
                .findFirst()
                .orElseThrow()
                .log();
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
