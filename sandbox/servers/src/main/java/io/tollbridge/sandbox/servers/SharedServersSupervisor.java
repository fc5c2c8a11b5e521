package io.tollbridge.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Main class of the process that owns the shared test servers. */
final class SharedServersSupervisor {
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofMinutes(3);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(3);

    /** Tests bring hundreds of tables; each costs some heap whether it holds rows or not. */
    private static final int CASSANDRA_HEAP_MEGABYTES = 768;

    private static final int KAFKA_HEAP_MEGABYTES = 320;

    private final SandboxLayout layout;
    private final SharedState state;
    private final String id;
    private final Path folder;
    private final List<ChildProcess> servers = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final SharedServers.Endpoints endpoints =
            new SharedServers.Endpoints(Ports.anyFree(), Ports.anyFree(), Ports.anyFree());

    private SharedServersSupervisor(SandboxLayout layout, String id) {
        this.layout = layout;
        this.id = id;
        this.state = new SharedState(layout.testServers());
        this.folder = state.folder().resolve("run-" + id);
    }

    public static void main(String[] args) throws InterruptedException {
        var supervisor = new SharedServersSupervisor(SandboxLayout.find(), args[0]);
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::shutDown, "shutdown"));
        supervisor.startAll();
        supervisor.superviseUntilUnwatched();
    }

    private void startAll() {
        servers.add(
                RedisServer.start(
                        layout, folder.resolve("redis"), endpoints.redisPort(), log("redis")));
        servers.add(
                CassandraServer.start(
                        layout,
                        new CassandraServer.Settings(
                                folder.resolve("cassandra"),
                                endpoints.cassandraPort(),
                                Ports.anyFree(),
                                CASSANDRA_HEAP_MEGABYTES,
                                List.of("-XX:TieredStopAtLevel=1"),
                                log("cassandra"))));
        servers.add(
                KafkaServer.start(
                        layout,
                        new KafkaServer.Settings(
                                folder.resolve("kafka"),
                                endpoints.kafkaPort(),
                                Ports.anyFree(),
                                endpoints.kafkaPort(),
                                KAFKA_HEAP_MEGABYTES,
                                List.of("-XX:TieredStopAtLevel=1"),
                                log("kafka"))));
        RedisServer.awaitReady(servers.get(0), endpoints.redisPort(), READY_LIMIT);
        CassandraServer.awaitReady(servers.get(1), endpoints.cassandraPort(), READY_LIMIT);
        KafkaServer.awaitReady(servers.get(2), endpoints.kafkaPort(), READY_LIMIT);
        state.write(
                new SharedState.Snapshot(
                        id,
                        ProcessId.of(ProcessHandle.current()),
                        servers.stream().map(ChildProcess::id).toList(),
                        endpoints));
        say("ready " + endpoints);
    }

    private void superviseUntilUnwatched() throws InterruptedException {
        long unwatchedSince = System.nanoTime();
        while (!stopping.await(CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
            if (state.read().filter(now -> now.id().equals(id)).isEmpty()) {
                say("another one has taken over, or the folder was cleaned");
                return;
            }
            for (ChildProcess server : servers) {
                if (!server.isAlive()) {
                    say(server.name() + " died");
                    state.forget(id);
                    return;
                }
            }
            dropKeyspacesOfEndedUsers();
            if (state.isWatched()) {
                unwatchedSince = System.nanoTime();
            } else if (System.nanoTime() - unwatchedSince > GRACE.toNanos() && leave()) {
                say("no build is left that uses the servers");
                return;
            }
        }
    }

    /** Under the lock, so that nobody obtains servers that are about to stop. */
    private boolean leave() {
        return SharedServers.locked(
                state,
                () -> {
                    if (state.isWatched()) {
                        return false;
                    }
                    state.forget(id);
                    return true;
                });
    }

    private void dropKeyspacesOfEndedUsers() {
        var ended = state.endedUsers();
        if (ended.isEmpty()) {
            return;
        }
        try (var cql = CqlWire.connect(endpoints.cassandraPort())) {
            var keyspaces = cql.keyspaces();
            for (var user : ended.entrySet()) {
                String suffix = TestIsolation.keyspaceSuffix(user.getKey());
                for (String keyspace : keyspaces) {
                    if (keyspace.endsWith(suffix)) {
                        cql.dropKeyspace(keyspace);
                    }
                }
                SharedState.delete(user.getValue());
            }
        } catch (IOException e) {
            say("could not drop keyspaces, trying again later: " + e);
        }
    }

    private void shutDown() {
        stopping.countDown();
        state.forget(id);
        var stops =
                servers.reversed().stream()
                        .map(server -> Thread.ofVirtual().start(server::kill))
                        .toList();
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        for (String data : List.of("cassandra", "kafka", "redis")) {
            deleteTree(folder.resolve(data));
        }
    }

    private static void deleteTree(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (var files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder()).forEach(SharedState::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log(String server) {
        return folder.resolve(server + ".log");
    }

    private static void say(String text) {
        System.out.println(LocalTime.now(ZoneId.systemDefault()) + " " + text);
    }
}
