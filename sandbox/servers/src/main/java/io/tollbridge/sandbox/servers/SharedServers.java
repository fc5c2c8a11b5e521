package io.tollbridge.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The servers that all tests of a source tree share. The first one who asks starts a supervisor in
 * its own process; it stops them when every Maven build that asked is gone.
 */
public final class SharedServers {
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Object IN_THIS_PROCESS = new Object();

    private final SandboxLayout layout;
    private final SharedState state;

    public SharedServers(SandboxLayout layout) {
        this.layout = layout;
        this.state = new SharedState(layout.testServers());
    }

    /** Ports of the running servers, all on 127.0.0.1. */
    public record Endpoints(int cassandraPort, int kafkaPort, int redisPort) {}

    /** Starts the servers if nobody has, and keeps them until this Maven build ends. */
    public Endpoints obtain() {
        return locked(() -> {
            state.addWatcher(MavenProcess.watched());
            var running = state.read().filter(SharedState.Snapshot::isAlive);
            return running.orElseGet(this::startSupervisor).endpoints();
        });
    }

    /**
     * A number that no other user of these servers has: for names of keyspaces and topics. What was
     * made in Cassandra under it goes away some seconds after this process has ended.
     */
    public int nextIsolation() {
        return locked(() -> state.nextIsolation(ProcessId.of(ProcessHandle.current())));
    }

    /** Stops the servers, whoever uses them. */
    public void stop() {
        state.read().ifPresent(snapshot -> stop(snapshot));
    }

    private void stop(SharedState.Snapshot snapshot) {
        var supervisor = new ChildProcess("test servers", snapshot.supervisor(), state.folder());
        supervisor.stop(Duration.ofSeconds(40));
        killOrphans(snapshot);
        state.forget(snapshot.id());
    }

    private SharedState.Snapshot startSupervisor() {
        state.read()
                .ifPresent(dead -> {
                    killOrphans(dead);
                    state.forget(dead.id());
                });
        String id = Long.toString(System.nanoTime(), Character.MAX_RADIX).replace("-", "x");
        Path folder = state.folder().resolve("run-" + id);
        var supervisor =
                ChildProcess.start(
                        "test servers",
                        List.of(
                                SandboxLayout.java(),
                                "-Xmx48m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-D" + SandboxLayout.ROOT_PROPERTY + "=" + layout.root(),
                                "-cp",
                                copyOfOwnCode(folder.resolve("code")).toString(),
                                SharedServersSupervisor.class.getName(),
                                id),
                        layout.root(),
                        folder.resolve("supervisor.log"));
        supervisor.awaitReady(() -> started(id).isPresent(), START_LIMIT);
        return started(id).orElseThrow();
    }

    private Optional<SharedState.Snapshot> started(String id) {
        return state.read().filter(snapshot -> snapshot.id().equals(id));
    }

    private static void killOrphans(SharedState.Snapshot snapshot) {
        snapshot.servers().stream()
                .flatMap(server -> server.handle().stream())
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** A copy, because a build may replace these classes while the supervisor still runs. */
    private static Path copyOfOwnCode(Path target) {
        try {
            Path code =
                    Path.of(
                            SharedServers.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            try (var files = Files.walk(code)) {
                for (Path file : files.toList()) {
                    Path copy = target.resolve(code.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.createDirectories(copy.toAbsolutePath().getParent());
                        Files.copy(file, copy);
                    }
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T locked(Supplier<T> work) {
        return locked(state, work);
    }

    /** Runs the work while no other process and no other thread of this one does. */
    static <T> T locked(SharedState state, Supplier<T> work) {
        synchronized (IN_THIS_PROCESS) {
            try (var channel =
                            FileChannel.open(
                                    state.lockFile(),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IllegalStateException("lost the lock on " + state.lockFile());
                }
                return work.get();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Stops the servers unless a build that is still running uses them. */
    public void release() {
        boolean unused = locked(() -> !state.isWatched());
        if (unused) {
            stop();
        }
    }

    /**
     * {@code stop} ends the servers of this source tree, {@code release} only if nobody uses them.
     */
    public static void main(String[] args) {
        var layout = SandboxLayout.find();
        if (!Files.isDirectory(layout.testServers())) {
            return;
        }
        var servers = new SharedServers(layout);
        switch (args.length == 1 ? args[0] : "") {
            case "stop" -> servers.stop();
            case "release" -> servers.release();
            default ->
                    throw new IllegalArgumentException(
                            "arguments: " + List.of(args) + " (expected: stop or release)");
        }
    }
}
