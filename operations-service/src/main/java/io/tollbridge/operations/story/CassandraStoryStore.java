package io.tollbridge.operations.story;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.operations.story.StoryWrites.BatchPayout;
import io.tollbridge.operations.story.StoryWrites.ClosedBatch;
import io.tollbridge.operations.story.StoryWrites.Reference;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

/** Stories by payment, and the ways to find them. Everything is an upsert of the same again. */
@Repository
class CassandraStoryStore {

    private static final int AT_ONCE = 128;
    private static final int ROWS_AT_ONCE = 100;
    private static final int SHARDS = 64;
    private static final int FOUND = 10;

    private final CqlSession session;
    private final PreparedStatement insertLine;
    private final PreparedStatement insertReference;
    private final PreparedStatement insertClosed;
    private final PreparedStatement insertPayout;
    private final PreparedStatement readLines;
    private final PreparedStatement findReference;
    private final PreparedStatement readClosed;
    private final PreparedStatement readPayouts;

    /** A closed batch that has a payment's item in it. */
    record Closed(String batchId, StoryLine line) {}

    CassandraStoryStore(CqlSession session) {
        this.session = session;
        insertLine =
                session.prepare(
                        """
                        INSERT INTO story (payment_id, topic, event_id, type, sequence, at, body)
                        VALUES (?, ?, ?, ?, ?, ?, ?)\
                        """);
        insertReference =
                session.prepare(
                        """
                        INSERT INTO payment_by_reference (kind, shard, reference, payment_id)
                        VALUES (?, ?, ?, ?)\
                        """);
        insertClosed =
                session.prepare(
                        """
                        INSERT INTO closed_batch (merchant_id, mode, settlement_date, currency,
                          batch_id, event_id, at, body)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        insertPayout =
                session.prepare(
                        """
                        INSERT INTO payout_of_batch (batch_id, payout_id, event_id, type, sequence,
                          at, body)
                        VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?\
                        """);
        readLines =
                session.prepare(
                        """
                        SELECT topic, event_id, type, sequence, at, body FROM story
                        WHERE payment_id = ?\
                        """);
        findReference =
                session.prepare(
                        """
                        SELECT payment_id FROM payment_by_reference
                        WHERE kind = ? AND shard = ? AND reference = ? LIMIT ?\
                        """);
        readClosed =
                session.prepare(
                        """
                        SELECT batch_id, event_id, at, body FROM closed_batch
                        WHERE merchant_id = ? AND mode = ? AND settlement_date = ? AND currency = ?\
                        """);
        readPayouts =
                session.prepare(
                        """
                        SELECT event_id, type, sequence, at, body FROM payout_of_batch
                        WHERE batch_id = ?\
                        """);
    }

    /** Writes all, a statement per partition, some at a time; throws when one failed. */
    void write(StoryWrites writes) {
        var statements = new ArrayList<Statement<?>>();
        writes.lines()
                .forEach((payment, lines) ->
                        statements.addAll(
                                batches(
                                        lines.stream()
                                                .map(line -> insert(payment, line))
                                                .toList())));
        writes.references().stream()
                .collect(Collectors.groupingBy(CassandraStoryStore::place))
                .values()
                .forEach(some ->
                        statements.addAll(batches(some.stream().map(this::insert).toList())));
        writes.closed().forEach(closed -> statements.add(closed(closed)));
        writes.payouts().forEach(payout -> statements.add(payout(payout)));
        for (int from = 0; from < statements.size(); from += AT_ONCE) {
            var some = statements.subList(from, Math.min(from + AT_ONCE, statements.size()));
            CompletableFuture.allOf(
                            some.stream()
                                    .map(one ->
                                            session.executeAsync(one.setIdempotent(true))
                                                    .toCompletableFuture())
                                    .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
    }

    List<StoryLine> read(String payment) {
        return session.execute(readLines.bind(payment)).all().stream()
                .map(row -> line(text(row, "topic"), row))
                .sorted(StoryLine.IN_TIME)
                .toList();
    }

    /** Payments that go by another name; orders are unique per merchant only. */
    List<String> find(String kind, String reference) {
        return session
                .execute(findReference.bind(kind, shard(reference), reference, FOUND))
                .all()
                .stream()
                .map(row -> text(row, "payment_id"))
                .toList();
    }

    List<Closed> closed(MerchantId merchant, Mode mode, LocalDate date, String currency) {
        return session
                .execute(readClosed.bind(merchant.value(), mode.wire(), date, currency))
                .all()
                .stream()
                .map(row ->
                        new Closed(
                                text(row, "batch_id"),
                                new StoryLine(
                                        Topics.SETTLEMENTS,
                                        text(row, "event_id"),
                                        "settlement.closed",
                                        1,
                                        Objects.requireNonNull(row.getInstant("at")),
                                        bytes(row))))
                .toList();
    }

    List<StoryLine> payouts(String batch) {
        return session.execute(readPayouts.bind(batch)).all().stream()
                .map(row -> line(Topics.PAYOUTS, row))
                .toList();
    }

    /** Inserts into one partition as few statements. */
    private static List<Statement<?>> batches(List<BoundStatement> inserts) {
        var batches = new ArrayList<Statement<?>>();
        for (int from = 0; from < inserts.size(); from += ROWS_AT_ONCE) {
            var some = inserts.subList(from, Math.min(from + ROWS_AT_ONCE, inserts.size()));
            batches.add(
                    some.size() == 1
                            ? some.getFirst()
                            : BatchStatement.newInstance(
                                    BatchType.UNLOGGED, some.toArray(BatchableStatement[]::new)));
        }
        return batches;
    }

    private record Place(String kind, int shard) {}

    private static Place place(Reference reference) {
        return new Place(reference.kind(), shard(reference.reference()));
    }

    private static int shard(String reference) {
        return Math.floorMod(reference.hashCode(), SHARDS);
    }

    private BoundStatement insert(String payment, StoryLine line) {
        return insertLine.bind(
                payment,
                line.topic(),
                line.eventId(),
                line.type(),
                line.sequence(),
                line.at(),
                ByteBuffer.wrap(line.body()));
    }

    private BoundStatement insert(Reference reference) {
        return insertReference.bind(
                reference.kind(),
                shard(reference.reference()),
                reference.reference(),
                reference.payment());
    }

    private Statement<?> closed(ClosedBatch closed) {
        var batch = closed.batch();
        return insertClosed.bind(
                batch.merchantId().value(),
                batch.mode().wire(),
                batch.settlementDate(),
                batch.net().currency().code(),
                batch.batchId(),
                closed.line().eventId(),
                closed.line().at(),
                ByteBuffer.wrap(closed.line().body()));
    }

    private Statement<?> payout(BatchPayout payout) {
        var line = payout.line();
        return insertPayout.bind(
                payout.batch(),
                payout.payout().id(),
                line.eventId(),
                line.type(),
                line.sequence(),
                line.at(),
                ByteBuffer.wrap(line.body()),
                payout.payout().version());
    }

    private static StoryLine line(String topic, Row row) {
        return new StoryLine(
                topic,
                text(row, "event_id"),
                text(row, "type"),
                row.getLong("sequence"),
                Objects.requireNonNull(row.getInstant("at")),
                bytes(row));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static byte[] bytes(Row row) {
        var buffer = Objects.requireNonNull(row.getByteBuffer("body"), "body");
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
