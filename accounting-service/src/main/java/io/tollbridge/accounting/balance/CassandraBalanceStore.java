package io.tollbridge.accounting.balance;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.accounting.posting.Account;
import io.tollbridge.kernel.Currency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Balances in Cassandra: a partition per part. All writes are conditional on its version, in one
 * batch with the sums; so plain quorum reads before them are enough.
 */
@Repository
class CassandraBalanceStore implements BalanceStore {

    private static final String LWT = "lwt";
    private static final int EXPECTED = 3; // the fourth variable of advance

    private final CqlSession session;
    private final PreparedStatement head;
    private final PreparedStatement sums;
    private final PreparedStatement advance;
    private final PreparedStatement put;
    private final PreparedStatement parts;
    private final PreparedStatement part;
    private final PreparedStatement accounts;

    CassandraBalanceStore(CqlSession session) {
        this.session = session;
        head = session.prepare("SELECT version, next_offset FROM agg WHERE part = ? LIMIT 1");
        sums =
                session.prepare(
                        """
                        SELECT debits, credits, n FROM agg
                        WHERE part = ? AND account = ? AND currency = ? AND period = ?\
                        """);
        advance =
                session.prepare(
                        """
                        UPDATE agg SET version = ?, next_offset = ?
                        WHERE part = ? IF version = ?\
                        """);
        put =
                session.prepare(
                        """
                        UPDATE agg SET debits = ?, credits = ?, n = ?
                        WHERE part = ? AND account = ? AND currency = ? AND period = ?\
                        """);
        parts = session.prepare("SELECT DISTINCT part FROM agg");
        part =
                session.prepare(
                        """
                        SELECT version, next_offset, account, currency, period, debits, credits, n
                        FROM agg WHERE part = ?\
                        """);
        accounts =
                session.prepare(
                        """
                        SELECT account, currency, period, debits, credits, n
                        FROM agg WHERE part = ? AND account IN ?\
                        """);
    }

    @Override
    public Head head(String part) {
        return Optional.ofNullable(session.execute(head.bind(part)).one())
                .map(CassandraBalanceStore::headOf)
                .orElse(Head.NONE);
    }

    @Override
    public Map<Key, Sums> sums(String part, Set<Key> keys) {
        var wanted = List.copyOf(keys);
        var asked =
                wanted.stream()
                        .map(key ->
                                session.executeAsync(
                                        sums.bind(
                                                part,
                                                key.account().toString(),
                                                key.currency().code(),
                                                key.period())))
                        .toList();
        var found = new HashMap<Key, Sums>();
        for (int i = 0; i < wanted.size(); i++) {
            Row row = asked.get(i).toCompletableFuture().join().one();
            if (row != null) {
                found.put(wanted.get(i), sumsOf(row));
            }
        }
        return found;
    }

    @Override
    public boolean advance(String part, Head from, Head to, Map<Key, Sums> changed) {
        var move = advance.bind(to.version(), to.nextOffset(), part);
        var condition =
                from.version() == 0
                        ? move.setToNull(EXPECTED)
                        : move.setLong(EXPECTED, from.version());
        var batch =
                BatchStatement.builder(BatchType.UNLOGGED)
                        .setExecutionProfileName(LWT)
                        .addStatement(condition);
        changed.forEach((key, sum) ->
                batch.addStatement(
                        put.bind(
                                sum.debits(),
                                sum.credits(),
                                sum.entries(),
                                part,
                                key.account().toString(),
                                key.currency().code(),
                                key.period())));
        return session.execute(batch.build()).wasApplied();
    }

    @Override
    public List<Part> parts() {
        return session.execute(parts.bind()).all().stream()
                .map(row -> part(present(row.getString("part"))))
                .toList();
    }

    /**
     * One page, however long: a page of one partition is of one moment, while two are of two when
     * somebody books in between.
     */
    private Part part(String name) {
        var rows = session.execute(part.bind(name).setPageSize(Integer.MAX_VALUE)).all();
        return new Part(name, headOf(rows.getFirst()), sumsOf(rows));
    }

    @Override
    public Map<Key, Sums> ofAccounts(Collection<Account> wanted) {
        var names = wanted.stream().map(Account::toString).toList();
        var found = new ArrayList<Row>();
        for (Row row : session.execute(parts.bind())) {
            found.addAll(
                    session.execute(accounts.bind(present(row.getString("part")), names)).all());
        }
        return sumsOf(found);
    }

    private static Head headOf(Row row) {
        var offsets = present(row.getMap("next_offset", Integer.class, Long.class));
        return new Head(row.getLong("version"), Map.copyOf(offsets));
    }

    private static Map<Key, Sums> sumsOf(List<Row> rows) {
        var found = new HashMap<Key, Sums>();
        for (Row row : rows) {
            var key =
                    new Key(
                            Account.of(present(row.getString("account"))),
                            Currency.of(present(row.getString("currency"))),
                            present(row.getLocalDate("period")));
            found.merge(key, sumsOf(row), Sums::plus);
        }
        return found;
    }

    private static Sums sumsOf(Row row) {
        return new Sums(
                present(row.getBigInteger("debits")),
                present(row.getBigInteger("credits")),
                row.getLong("n"));
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
