package io.tollbridge.starter.aggregate;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Markers say where events may be waiting: written before the transition, so that nothing can be
 * written and not found. Each has an id of its own: a marker that is written again is another one,
 * and no old tombstone can hide it.
 */
final class OutboxMarkers {

    static final long BUCKET_MILLIS = 10_000;

    /** Far less than a bucket is swept for, and monotonic: no clock can be set against it. */
    private static final Duration STALE = Duration.ofSeconds(30);

    private final CqlSession session;
    private final OutboxTime time;
    private final AggregateTable table;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;
    private final PreparedStatement readLow;
    private final PreparedStatement writeLow;

    OutboxMarkers(CqlSession session, OutboxTime time, AggregateTable table) {
        this.session = session;
        this.time = time;
        this.table = table;
        insert =
                session.prepare(
                        "INSERT INTO outbox_pending (shard, bucket, id, aggregate_id, seq)"
                                + " VALUES (?, ?, ?, ?, ?)");
        select =
                session.prepare(
                        "SELECT bucket, id, aggregate_id, seq FROM outbox_pending"
                                + " WHERE shard = ? AND bucket IN ?");
        delete =
                session.prepare(
                        "DELETE FROM outbox_pending WHERE shard = ? AND bucket = ? AND id = ?");
        readLow = session.prepare("SELECT low_bucket FROM outbox_shard WHERE shard = ?");
        writeLow = session.prepare("INSERT INTO outbox_shard (shard, low_bucket) VALUES (?, ?)");
    }

    /**
     * A marker.
     *
     * @param sequence the first event it stands for
     */
    record Marker(int shard, long bucket, UUID id, String aggregateId, int sequence) {
        long ageMillis(Clock clock) {
            return clock.millis() - Uuids.unixTimestamp(id);
        }
    }

    /**
     * Writes a marker and returns when it is on disk. A process that was stopped on the way may
     * have put it where no sweep looks any more: then another one is written.
     */
    Marker write(String aggregateId, int sequence) {
        while (true) {
            long chosen = time.nanos().getAsLong();
            var marker =
                    new Marker(
                            table.shardOf(aggregateId),
                            bucketNow(),
                            time.markerIds().get(),
                            aggregateId,
                            sequence);
            session.execute(
                    insert.bind(marker.shard, marker.bucket, marker.id, aggregateId, sequence));
            if (time.nanos().getAsLong() - chosen < STALE.toNanos()) {
                return marker;
            }
        }
    }

    /** Markers of some buckets, both ends included. */
    List<Marker> read(int shard, long from, long to) {
        List<Long> buckets = LongStream.rangeClosed(from, to).boxed().toList();
        return session.execute(select.bind(shard, buckets)).all().stream()
                .map(row ->
                        new Marker(
                                shard,
                                row.getLong("bucket"),
                                uuid(row),
                                String.valueOf(row.getString("aggregate_id")),
                                row.getInt("seq")))
                .toList();
    }

    /** Deletes markers of one bucket. */
    void delete(List<Marker> markers) {
        var batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        for (var marker : markers) {
            batch.addStatement(delete.bind(marker.shard, marker.bucket, marker.id));
        }
        session.execute(batch.build());
    }

    /**
     * The oldest bucket that may hold markers. On the very first start there are none, but another
     * instance may be about to write some with a clock that is behind this one.
     */
    long low(int shard) {
        Row row = session.execute(readLow.bind(shard)).one();
        if (row != null) {
            return row.getLong("low_bucket");
        }
        long first = bucketNow() - OutboxSweeper.RETIRE_BUCKETS;
        raiseLow(shard, first);
        return first;
    }

    void raiseLow(int shard, long bucket) {
        session.execute(writeLow.bind(shard, bucket));
    }

    long bucketNow() {
        return time.clock().millis() / BUCKET_MILLIS;
    }

    private static UUID uuid(Row row) {
        UUID id = row.getUuid("id");
        if (id == null) {
            throw new IllegalStateException("marker without id");
        }
        return id;
    }
}
