package io.tollbridge.starter.seen;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code event_seen} of the service's keyspace. A key is a partition of one row, which is
 * only ever added to, so copies and two instances do no harm. Kept as long as the events
 * themselves: for ever.
 */
public final class CassandraSeenStore implements SeenStore {

    private final CqlSession session;
    private final PreparedStatement add;
    private final PreparedStatement find;

    public CassandraSeenStore(CqlSession session) {
        this.session = session;
        session.execute(
                """
                CREATE TABLE IF NOT EXISTS event_seen (
                  consumer_group text, record_key text, sequences set<bigint>,
                  PRIMARY KEY ((consumer_group, record_key)))\
                """);
        add =
                session.prepare(
                        "UPDATE event_seen SET sequences = sequences + ?"
                                + " WHERE consumer_group = ? AND record_key = ?");
        find =
                session.prepare(
                        "SELECT sequences FROM event_seen"
                                + " WHERE consumer_group = ? AND record_key = ?");
    }

    @Override
    public void add(String group, Map<String, Set<Long>> sequences) {
        CompletableFuture.allOf(
                        sequences.entrySet().stream()
                                .map(one -> send(add.bind(one.getValue(), group, one.getKey())))
                                .toArray(CompletableFuture[]::new))
                .join();
    }

    @Override
    public Map<String, List<Long>> find(String group, Collection<String> keys) {
        var asked = new LinkedHashMap<String, CompletableFuture<AsyncResultSet>>();
        keys.forEach(key -> asked.put(key, send(find.bind(group, key))));
        var found = new LinkedHashMap<String, List<Long>>();
        asked.forEach((key, answer) -> {
            var seen = sequences(answer.join().one());
            if (!seen.isEmpty()) {
                found.put(key, seen);
            }
        });
        return found;
    }

    private CompletableFuture<AsyncResultSet> send(BoundStatement statement) {
        return session.executeAsync(statement.setIdempotent(true)).toCompletableFuture();
    }

    private static List<Long> sequences(@Nullable Row row) {
        var set = row == null ? null : row.getSet("sequences", Long.class);
        return set == null ? List.of() : set.stream().sorted().toList();
    }
}
