package io.tollbridge.starter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Plain inserts gathered by partition: rows of one partition travel as one mutation, which is most
 * of what makes many of them cheap. For rows whose keys and content follow from events, so that
 * inserting again changes nothing.
 */
public final class PartitionWrites {

    private static final int ROWS_PER_BATCH = 100;
    private static final int IN_FLIGHT = 256;

    private final Map<Object, List<BoundStatement>> byPartition = new LinkedHashMap<>();

    public void add(Object partition, BoundStatement insert) {
        byPartition.computeIfAbsent(partition, _ -> new ArrayList<>()).add(insert);
    }

    /** For a row that many events have in common. */
    public void addOnce(Object row, BoundStatement insert) {
        byPartition.putIfAbsent(row, List.of(insert));
    }

    /** Returns when all are acknowledged; throws when one may not be there. */
    public void execute(CqlSession session) {
        var statements = new ArrayList<Statement<?>>();
        for (var inserts : byPartition.values()) {
            for (int from = 0; from < inserts.size(); from += ROWS_PER_BATCH) {
                int to = Math.min(from + ROWS_PER_BATCH, inserts.size());
                statements.add(together(inserts.subList(from, to)));
            }
        }
        for (int from = 0; from < statements.size(); from += IN_FLIGHT) {
            int to = Math.min(from + IN_FLIGHT, statements.size());
            var sent =
                    statements.subList(from, to).stream()
                            .map(each -> session.executeAsync(each).toCompletableFuture())
                            .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(sent).join();
        }
    }

    private static Statement<?> together(List<BoundStatement> inserts) {
        return inserts.size() == 1
                ? inserts.getFirst()
                : BatchStatement.newInstance(BatchType.UNLOGGED).addAll(inserts);
    }
}
