package io.tollbridge.coreengine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.sandbox.servers.CassandraServer;
import io.tollbridge.sandbox.servers.ChildProcess;
import io.tollbridge.sandbox.servers.Ports;
import io.tollbridge.sandbox.servers.SandboxLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Cassandra acknowledged is there after a kill -9, with the settings that we run it with. The
 * same test finds losses with settings that are known to lose: it can fail.
 */
class CassandraCrashIT {

    private static final Duration READY = Duration.ofSeconds(90);
    private static final int WRITERS = 16;
    private static final int ROUNDS = 3;
    private static final int PER_ROUND = 400;

    private static final String PERIODIC =
            "commitlog_sync: periodic\ncommitlog_sync_period: 10000ms";

    @TempDir private Path folder;

    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void an_acknowledged_conditional_write_outlives_the_process() {
        var settings = settings();
        for (int round = 1; round <= ROUNDS; round++) {
            writeAndKill(settings, settings.yaml(), round * PER_ROUND);
        }
        assertThat(lost(settings, settings.yaml())).isEmpty();
    }

    @Test
    void the_mode_that_guides_recommend_loses_what_it_acknowledged() {
        var settings = settings();
        String unsafe =
                settings.yaml()
                        .replace("commitlog_sync: batch", PERIODIC)
                        .replace("access_mode: auto", "access_mode: direct")
                        .replace("commitlog_compression: [{class_name: LZ4Compressor}]", "");
        assertThat(unsafe).contains(PERIODIC, "direct").doesNotContain("LZ4");
        writeAndKill(settings, unsafe, PER_ROUND);
        assertThat(lost(settings, unsafe)).isNotEmpty();
    }

    private CassandraServer.Settings settings() {
        return new CassandraServer.Settings(
                folder,
                Ports.anyFree(),
                Ports.anyFree(),
                384,
                List.of("-XX:TieredStopAtLevel=1"),
                folder.resolve("log"));
    }

    /** Writes until so many are acknowledged in all, and kills the node while it goes on. */
    private void writeAndKill(CassandraServer.Settings settings, String yaml, int enough) {
        var node = start(settings, yaml);
        try (var session = session(settings);
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            session.execute(
                    "CREATE KEYSPACE IF NOT EXISTS crash WITH replication ="
                            + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("CREATE TABLE IF NOT EXISTS crash.kept (id uuid PRIMARY KEY, n int)");
            var insert =
                    session.prepare("INSERT INTO crash.kept (id, n) VALUES (?, ?) IF NOT EXISTS");
            IntStream.range(0, WRITERS).forEach(_ -> pool.execute(() -> write(session, insert)));
            await().atMost(READY).until(() -> acknowledged.size() >= enough);
            node.kill();
        } finally {
            node.kill();
            assertThat(node.awaitExit(READY)).isTrue();
        }
    }

    private void write(CqlSession session, PreparedStatement insert) {
        try {
            for (int n = 0; ; n++) {
                var id = UUID.randomUUID();
                var row = session.execute(insert.bind(id, n)).one();
                if (row != null && row.getBoolean("[applied]")) {
                    acknowledged.add(id);
                }
            }
        } catch (DriverException | IllegalStateException _) {
            // the node is gone, and with it the session: what was not acknowledged is nobody's loss
        }
    }

    private Set<UUID> lost(CassandraServer.Settings settings, String yaml) {
        var node = start(settings, yaml);
        try (var session = session(settings)) {
            var lost = new HashSet<>(acknowledged);
            for (Row row : session.execute("SELECT id FROM crash.kept")) {
                lost.remove(row.getUuid("id"));
            }
            return lost;
        } finally {
            node.kill();
        }
    }

    private static ChildProcess start(CassandraServer.Settings settings, String yaml) {
        var node = CassandraServer.start(SandboxLayout.find(), settings, yaml);
        CassandraServer.awaitReady(node, settings.port(), READY);
        return node;
    }

    private static CqlSession session(CassandraServer.Settings settings) {
        return CqlSession.builder()
                .addContactPoint(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()))
                .withLocalDatacenter(CassandraServer.DATACENTER)
                .build();
    }
}
