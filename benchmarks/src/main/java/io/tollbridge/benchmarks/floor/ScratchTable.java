package io.tollbridge.benchmarks.floor;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import io.tollbridge.benchmarks.BenchFailed;
import io.tollbridge.benchmarks.load.Client;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A table shaped as the payments' own, and a marker table; both gone afterwards. */
final class ScratchTable implements AutoCloseable {

    private static final String KEYSPACE = "bench_floor";
    private static final ByteBuffer SNAPSHOT = ByteBuffer.allocate(1_200).asReadOnlyBuffer();
    private static final ByteBuffer EVENT = ByteBuffer.allocate(800).asReadOnlyBuffer();
    private static final ByteBuffer NOTE = ByteBuffer.allocate(500).asReadOnlyBuffer();
    private static final long BUCKET_MILLIS = 10_000;
    private static final int SHARDS = 16;

    private final CqlSession session;
    private final PreparedStatement move;
    private final PreparedStatement row;
    private final PreparedStatement marker;
    private final AtomicLong payments = new AtomicLong();

    ScratchTable(String host, int port) {
        var config =
                DriverConfigLoader.programmaticBuilder()
                        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                        .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "LOCAL_SERIAL")
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                        .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
                        .build();
        try {
            session =
                    CqlSession.builder()
                            .addContactPoint(new InetSocketAddress(host, port))
                            .withLocalDatacenter("datacenter1")
                            .withConfigLoader(config)
                            .build();
        } catch (AllNodesFailedException e) {
            throw new BenchFailed("Cassandra at port " + port + " does not answer", e);
        }
        create();
        move =
                session.prepare(
                        "UPDATE bench_floor.payment SET version = ?, snapshot = ?, state = ?"
                                + " WHERE id = ? IF version = ? AND epoch = ?");
        row =
                session.prepare(
                        "INSERT INTO bench_floor.payment (id, kind, k, op_id, event_type, body, at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        marker =
                session.prepare(
                        "INSERT INTO bench_floor.pending (shard, bucket, id, aggregate_id, seq)"
                                + " VALUES (?, ?, ?, ?, ?)");
    }

    private void create() {
        session.execute("DROP KEYSPACE IF EXISTS " + KEYSPACE);
        session.execute(
                "CREATE KEYSPACE bench_floor WITH replication ="
                        + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
        session.execute(
                """
                CREATE TABLE bench_floor.payment (
                  id text, version int static, epoch int static, snapshot blob static,
                  state text static,
                  kind text, k text, op_id uuid, event_type text, body blob, at timestamp,
                  PRIMARY KEY ((id), kind, k))
                """);
        session.execute(
                """
                CREATE TABLE bench_floor.pending (
                  shard int, bucket bigint, id timeuuid, aggregate_id text, seq int,
                  PRIMARY KEY ((shard, bucket), id))
                """);
    }

    /** First and second transition of a payment in turn, a conditional batch each. */
    Client conditionalWriter() {
        return new Client() {
            private String id = "";
            private int version;

            @Override
            public String turn() {
                if (version == 0) {
                    id = "pay_" + payments.incrementAndGet();
                }
                boolean applied = write(id, version);
                version = version == 0 ? 2 : 0;
                return applied ? GOOD : "not applied";
            }
        };
    }

    private boolean write(String id, int version) {
        Instant at = Instant.ofEpochMilli(version);
        UUID op = UUID.randomUUID();
        @Nullable Integer before = version == 0 ? null : version;
        var moved = new ArrayList<@Nullable Object>();
        moved.addAll(List.of(version + 2, SNAPSHOT, "processing", id));
        moved.addAll(Arrays.asList(before, null));
        var batch =
                BatchStatement.builder(DefaultBatchType.UNLOGGED)
                        .addStatement(move.bind(moved.toArray()))
                        .addStatement(row.bind(id, "event", "" + (version + 1), op, "a", EVENT, at))
                        .addStatement(row.bind(id, "event", "" + (version + 2), op, "b", EVENT, at))
                        .addStatement(row.bind(id, "attempt", "1", op, "c", NOTE, at))
                        .build();
        try {
            return session.execute(batch).wasApplied();
        } catch (DriverException _) {
            return false;
        }
    }

    /** One small row each, as the outbox's markers. */
    Client plainWriter() {
        return () -> {
            var id = Uuids.timeBased();
            long bucket = Uuids.unixTimestamp(id) / BUCKET_MILLIS;
            int shard = Math.floorMod(id.hashCode(), SHARDS);
            try {
                session.execute(marker.bind(shard, bucket, id, "pay_1", 1));
                return Client.GOOD;
            } catch (DriverException e) {
                return e.getClass().getSimpleName();
            }
        };
    }

    @Override
    public void close() {
        try (session) {
            session.execute("DROP KEYSPACE IF EXISTS " + KEYSPACE);
        }
    }
}
