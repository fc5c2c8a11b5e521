package io.tollbridge.operations.overview;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.tollbridge.operations.overview.OpenItem.Kind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What is open, and how far statement days have come. */
@Repository
class CassandraOverviewStore {

    static final int PER_SHARD = 200;

    private static final int SHARDS = 16;
    private static final String REALM = "all";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement read;
    private final PreparedStatement received;
    private final PreparedStatement closed;
    private final PreparedStatement days;

    CassandraOverviewStore(CqlSession session) {
        this.session = session;
        insert =
                session.prepare(
                        """
                        INSERT INTO open_item (kind, shard, id, since, body) VALUES (?, ?, ?, ?, ?)
                        USING TIMESTAMP ?\
                        """);
        delete =
                session.prepare(
                        """
                        DELETE FROM open_item USING TIMESTAMP ?
                        WHERE kind = ? AND shard = ? AND id = ?\
                        """);
        read =
                session.prepare(
                        """
                        SELECT id, since, body FROM open_item
                        WHERE kind = ? AND shard = ? LIMIT ?\
                        """);
        received =
                session.prepare(
                        """
                        INSERT INTO statement_day (realm, date, source, received_at, lines)
                        VALUES (?, ?, ?, ?, ?)\
                        """);
        closed =
                session.prepare(
                        """
                        INSERT INTO statement_day (realm, date, source, closed_at, matched, breaks)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """);
        days =
                session.prepare(
                        """
                        SELECT date, source, received_at, lines, closed_at, matched, breaks
                        FROM statement_day WHERE realm = ? LIMIT ?\
                        """);
    }

    void opened(OpenItem item, long sequence) {
        write(
                insert.bind(
                        item.kind().wire(),
                        shard(item.id()),
                        item.id(),
                        item.since(),
                        ByteBuffer.wrap(item.body()),
                        sequence));
    }

    void done(Kind kind, String id, long sequence) {
        write(delete.bind(sequence, kind.wire(), shard(id), id));
    }

    void received(LocalDate date, String source, Instant at, int lines) {
        write(received.bind(REALM, date, source, at, lines));
    }

    void closed(LocalDate date, String source, Instant at, int matched, int breaks) {
        write(closed.bind(REALM, date, source, at, matched, breaks));
    }

    /**
     * What is open, oldest first.
     *
     * @param more a shard held more than was read of it
     */
    record Open(List<OpenItem> items, boolean more) {}

    /** At most {@link #PER_SHARD} of each shard. */
    Open open(Kind kind) {
        var shards =
                IntStream.range(0, SHARDS)
                        .mapToObj(shard ->
                                session.executeAsync(read.bind(kind.wire(), shard, PER_SHARD + 1)))
                        .toList()
                        .stream()
                        .map(CompletionStage::toCompletableFuture)
                        .map(page -> rows(page.join()))
                        .toList();
        return new Open(
                shards.stream()
                        .flatMap(rows -> rows.stream().limit(PER_SHARD))
                        .map(row -> item(kind, row))
                        .sorted(Comparator.comparing(OpenItem::since))
                        .toList(),
                shards.stream().anyMatch(rows -> rows.size() > PER_SHARD));
    }

    /** The newest days. */
    List<StatementDay> days(int limit) {
        return session.execute(days.bind(REALM, limit)).all().stream()
                .map(CassandraOverviewStore::day)
                .toList();
    }

    private void write(Statement<?> statement) {
        session.execute(statement.setIdempotent(true));
    }

    private static int shard(String id) {
        return Math.floorMod(id.hashCode(), SHARDS);
    }

    private static List<Row> rows(AsyncResultSet page) {
        return StreamSupport.stream(page.currentPage().spliterator(), false).toList();
    }

    private static OpenItem item(Kind kind, Row row) {
        var body = Objects.requireNonNull(row.getByteBuffer("body"));
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        return new OpenItem(
                kind,
                Objects.requireNonNull(row.getString("id")),
                Objects.requireNonNull(row.getInstant("since")),
                bytes);
    }

    private static StatementDay day(Row row) {
        return new StatementDay(
                Objects.requireNonNull(row.getLocalDate("date")),
                Objects.requireNonNull(row.getString("source")),
                row.getInstant("received_at"),
                number(row, "lines"),
                row.getInstant("closed_at"),
                number(row, "matched"),
                number(row, "breaks"));
    }

    private static @Nullable Integer number(Row row, String column) {
        return row.isNull(column) ? null : (Integer) row.getInt(column);
    }
}
