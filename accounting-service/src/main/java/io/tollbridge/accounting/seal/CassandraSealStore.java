package io.tollbridge.accounting.seal;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Seals in Cassandra. A number is given once, by a conditional write. */
@Repository
class CassandraSealStore implements SealStore {

    private static final String CHAIN = "ledger";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement read;

    CassandraSealStore(CqlSession session) {
        this.session = session;
        insert =
                session.prepare(
                        """
                        INSERT INTO ledger_seal (chain, number, label, ranges, totals, root,
                          previous, hash, sealed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        IF NOT EXISTS\
                        """);
        read =
                session.prepare(
                        """
                        SELECT number, label, ranges, totals, root, previous, hash, sealed_at
                        FROM ledger_seal WHERE chain = ? AND number < ? LIMIT ?\
                        """);
    }

    @Override
    public boolean append(Seal seal) {
        return session.execute(
                        insert.bind(
                                        CHAIN,
                                        seal.number(),
                                        seal.label(),
                                        seal.ranges().stream().map(Seal.Range::toString).toList(),
                                        seal.totalLines(),
                                        seal.root().toString(),
                                        seal.previous().toString(),
                                        seal.hash().toString(),
                                        seal.sealedAt())
                                .setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT))
                .wasApplied();
    }

    @Override
    public List<Stored> before(long number, int limit) {
        return session
                .execute(
                        read.bind(CHAIN, number, limit)
                                .setExecutionProfileName(
                                        CassandraDefaultsAutoConfiguration.SERIAL_READ))
                .all()
                .stream()
                .map(CassandraSealStore::stored)
                .toList();
    }

    private static Stored stored(Row row) {
        var seal =
                new Seal(
                        row.getLong("number"),
                        present(row.getLocalDate("label")),
                        present(row.getList("ranges", String.class)).stream()
                                .map(Seal.Range::of)
                                .toList(),
                        Seal.totalsOf(present(row.getList("totals", String.class))),
                        hash(row, "root"),
                        hash(row, "previous"),
                        present(row.getInstant("sealed_at")));
        return new Stored(seal, hash(row, "hash"));
    }

    private static Merkle.Hash hash(Row row, String column) {
        return Merkle.Hash.of(present(row.getString(column)));
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
