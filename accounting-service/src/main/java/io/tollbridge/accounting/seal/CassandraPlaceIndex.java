package io.tollbridge.accounting.seal;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.tollbridge.accounting.balance.Balances;
import io.tollbridge.accounting.posting.Place;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.starter.cassandra.PartitionWrites;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.stereotype.Repository;

/** The index in Cassandra: a partition for each {@value #OFFSETS} offsets. */
@Repository
class CassandraPlaceIndex implements PlaceIndex {

    private static final long OFFSETS = 50_000;
    private static final int PAGE = 500;

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement range;
    private final PreparedStatement one;

    private record Bucket(String part, int partition, long number) {}

    CassandraPlaceIndex(CqlSession session) {
        this.session = session;
        insert =
                session.prepare(
                        SimpleStatement.newInstance(
                                        """
                                        INSERT INTO posting_by_place
                                          (part, partition, bucket, place, posting_id, leaf)
                                        VALUES (?, ?, ?, ?, ?, ?)\
                                        """)
                                .setIdempotent(true));
        range =
                session.prepare(
                        """
                        SELECT posting_id, leaf FROM posting_by_place
                        WHERE part = ? AND partition = ? AND bucket = ?
                          AND place >= ? AND place < ?\
                        """);
        one =
                session.prepare(
                        """
                        SELECT posting_id FROM posting_by_place
                        WHERE part = ? AND partition = ? AND bucket = ?
                          AND place = ? AND posting_id = ?\
                        """);
    }

    @Override
    public void insert(List<Posting> postings) {
        var writes = new PartitionWrites();
        for (Posting posting : postings) {
            var bucket = bucket(posting);
            writes.add(
                    bucket,
                    insert.bind(
                            bucket.part,
                            bucket.partition,
                            bucket.number,
                            posting.source().place().offset(),
                            posting.id(),
                            Leaf.hash(posting).toString()));
        }
        writes.execute(session);
    }

    @Override
    public void each(Seal.Span span, Consumer<List<Indexed>> pages) {
        var page = new ArrayList<Indexed>(PAGE);
        for (long bucket = span.from() / OFFSETS; bucket * OFFSETS < span.until(); bucket++) {
            var rows =
                    session.execute(
                            range.bind(
                                            span.part(),
                                            span.partition(),
                                            bucket,
                                            span.from(),
                                            span.until())
                                    .setPageSize(PAGE));
            for (Row row : rows) {
                page.add(indexed(row));
                if (page.size() == PAGE) {
                    pages.accept(List.copyOf(page));
                    page.clear();
                }
            }
        }
        pages.accept(List.copyOf(page));
    }

    @Override
    public boolean has(Posting posting) {
        var bucket = bucket(posting);
        return session.execute(
                                one.bind(
                                        bucket.part,
                                        bucket.partition,
                                        bucket.number,
                                        posting.source().place().offset(),
                                        posting.id()))
                        .one()
                != null;
    }

    private static Bucket bucket(Posting posting) {
        Place place = posting.source().place();
        return new Bucket(
                Balances.part(place, posting.period()),
                place.partition(),
                place.offset() / OFFSETS);
    }

    private static Indexed indexed(Row row) {
        return new Indexed(
                Objects.requireNonNull(row.getUuid("posting_id")),
                Merkle.Hash.of(Objects.requireNonNull(row.getString("leaf"))));
    }
}
