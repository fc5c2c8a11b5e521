package io.tollbridge.starter.event;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tables {@code parked} and {@code parked_skipped} of the service's keyspace. A group is one
 * partition: there is hardly ever anything in it. Only {@code claim} is written under a condition.
 */
final class CassandraParkedStore implements ParkedStore {

    private static final String FACE =
            "consumer_group, record_key, topic, partition, record_offset, parked_at, headers";
    private static final String COLUMNS = FACE + ", body";
    private static final String FAILURE = "tries, error, first_failed_at, last_failed_at";
    private static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS %s (
              consumer_group text, record_key text, topic text, partition int, record_offset bigint,
              headers map<text, blob>, body blob, parked_at timestamp,
              tries int, error text, first_failed_at timestamp, last_failed_at timestamp, %s,
              PRIMARY KEY ((consumer_group), record_key, topic, partition, record_offset))\
            """;
    private static final String THIS =
            " WHERE consumer_group = ? AND record_key = ? AND topic = ? AND partition = ?"
                    + " AND record_offset = ?";
    private static final String QUEUE = " FROM parked WHERE consumer_group = ? AND record_key = ?";

    private final CqlSession session;
    private final PreparedStatement park;
    private final PreparedStatement append;
    private final PreparedStatement failed;
    private final PreparedStatement remove;
    private final PreparedStatement keep;
    private final PreparedStatement queues;
    private final PreparedStatement oldest;
    private final PreparedStatement count;
    private final PreparedStatement claim;
    private final PreparedStatement release;

    CassandraParkedStore(CqlSession session) {
        this.session = session;
        session.execute(TABLE.formatted("parked", "claim uuid static"));
        session.execute(
                TABLE.formatted(
                        "parked_skipped", "skipped_at timestamp, skipped_by text, reason text"));
        park =
                session.prepare(
                        "INSERT INTO parked (%s, %s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                .formatted(COLUMNS, FAILURE));
        append =
                session.prepare(
                        "INSERT INTO parked (%s) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                                .formatted(COLUMNS));
        failed =
                session.prepare(
                        "UPDATE parked SET tries = ?, error = ?, first_failed_at = ?,"
                                + " last_failed_at = ?"
                                + THIS);
        remove = session.prepare("DELETE FROM parked" + THIS);
        keep =
                session.prepare(
                        ("INSERT INTO parked_skipped (%s, %s, skipped_at, skipped_by, reason)"
                                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                                .formatted(COLUMNS, FAILURE));
        queues =
                session.prepare(
                        "SELECT %s, %s, count(*) AS records FROM parked WHERE consumer_group = ?"
                                        .formatted(FACE, FAILURE)
                                + " GROUP BY record_key");
        oldest = session.prepare("SELECT " + COLUMNS + ", " + FAILURE + QUEUE + " LIMIT ?");
        count = session.prepare("SELECT count(*)" + QUEUE);
        claim =
                session.prepare(
                        "UPDATE parked USING TTL ? SET claim = ? WHERE consumer_group = ?"
                                + " IF claim = null");
        release =
                session.prepare(
                        "UPDATE parked SET claim = null WHERE consumer_group = ? IF claim = ?");
    }

    @Override
    public void park(String group, ParkedRecord rec) {
        session.execute(park.bind(values(group, rec, failure(rec))));
    }

    @Override
    public void append(String group, ParkedRecord rec) {
        session.execute(append.bind(values(group, rec)));
    }

    @Override
    public void failedAgain(String group, ParkedRecord rec) {
        session.execute(failed.bind(concat(failure(rec), place(group, rec))));
    }

    @Override
    public void remove(String group, ParkedRecord rec) {
        session.execute(remove.bind(place(group, rec)));
    }

    @Override
    public void skip(String group, ParkedRecord rec, String reason, String by, Instant at) {
        var kept = keep.bind(values(group, rec, concat(failure(rec), at, by, reason)));
        var removed = remove.bind(place(group, rec));
        session.execute(BatchStatement.newInstance(BatchType.LOGGED, kept, removed));
    }

    @Override
    public List<Queue> queues(String group) {
        var rows = session.execute(queues.bind(group));
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(CassandraParkedStore::isRecord)
                .map(row -> new Queue(rec(row), row.getLong("records")))
                .toList();
    }

    @Override
    public Optional<ParkedRecord> oldest(String group, String key) {
        return records(group, key, 1).stream().findFirst();
    }

    @Override
    public List<ParkedRecord> records(String group, String key, int limit) {
        var rows = session.execute(oldest.bind(group, key, limit));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(CassandraParkedStore::rec)
                .toList();
    }

    @Override
    public long count(String group, String key) {
        return Objects.requireNonNull(session.execute(count.bind(group, key)).one()).getLong(0);
    }

    @Override
    public Optional<UUID> claim(String group, Duration lease) {
        var mine = UUID.randomUUID();
        int seconds = Math.toIntExact(lease.toSeconds());
        return lwt(claim, seconds, mine, group) ? Optional.of(mine) : Optional.empty();
    }

    @Override
    public void release(String group, UUID claimed) {
        lwt(release, group, claimed);
    }

    private boolean lwt(PreparedStatement statement, Object... values) {
        var bound =
                statement
                        .bind(values)
                        .setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT);
        return session.execute(bound).wasApplied();
    }

    /** While somebody holds the claim, an empty group has a row of nothing but that. */
    private static boolean isRecord(Row row) {
        return !row.isNull("record_key");
    }

    private static @Nullable Object[] values(
            String group, ParkedRecord rec, @Nullable Object... more) {
        var headers = new HashMap<String, ByteBuffer>();
        rec.headers().forEach((name, value) -> headers.put(name, ByteBuffer.wrap(value)));
        byte[] body = rec.body();
        @Nullable Object[] rest = {
            rec.parkedAt(), headers, body == null ? null : ByteBuffer.wrap(body)
        };
        return concat(concat(place(group, rec), rest), more);
    }

    private static @Nullable Object[] place(String group, ParkedRecord rec) {
        return new @Nullable Object[] {
            group, rec.key(), rec.topic(), rec.partition(), rec.offset()
        };
    }

    private static @Nullable Object[] failure(ParkedRecord rec) {
        var f = rec.failure();
        return new @Nullable Object[] {f.tries(), f.error(), f.firstAt(), f.lastAt()};
    }

    private static @Nullable Object[] concat(@Nullable Object[] first, @Nullable Object... second) {
        var all = new @Nullable Object[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static ParkedRecord rec(Row row) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        var stored = row.getMap("headers", String.class, ByteBuffer.class);
        if (stored != null) {
            stored.forEach((name, value) -> headers.put(name, bytes(value)));
        }
        var body = row.getColumnDefinitions().contains("body") ? row.getByteBuffer("body") : null;
        return new ParkedRecord(
                text(row, "record_key"),
                text(row, "topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                headers,
                body == null ? null : bytes(body),
                Objects.requireNonNull(row.getInstant("parked_at")),
                new ParkedRecord.Failure(
                        row.getInt("tries"),
                        row.getString("error"),
                        row.getInstant("first_failed_at"),
                        row.getInstant("last_failed_at")));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
