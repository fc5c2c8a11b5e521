package io.tollbridge.simulation.store;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A statement with its values, as bytes. */
public final class Bound {

    final Query query;
    final List<@Nullable ByteBuffer> values;

    private Bound(BoundStatement statement) {
        query = ((Query.Prepared) statement.getPreparedStatement()).query;
        values = new ArrayList<@Nullable ByteBuffer>(statement.getValues());
    }

    static List<Bound> of(Statement<?> statement) {
        if (statement instanceof BatchStatement batch) {
            var all = new ArrayList<Bound>();
            for (BatchableStatement<?> one : batch) {
                all.add(new Bound((BoundStatement) one));
            }
            return all;
        }
        return List.of(new Bound((BoundStatement) statement));
    }

    public String table() {
        return query.shape.table();
    }

    boolean isWrite() {
        return query.kind != Query.Kind.SELECT;
    }

    public boolean isInsert() {
        return query.kind == Query.Kind.INSERT;
    }

    /** Whether it sets these columns and no others. */
    public boolean sets(String... columns) {
        return query.kind == Query.Kind.UPDATE
                && query.sets.stream()
                        .map(set -> set.column().name())
                        .toList()
                        .equals(List.of(columns));
    }

    /** The value of a column that is set, or that is part of the key. */
    public @Nullable ByteBuffer value(String column) {
        return Stream.concat(query.sets.stream(), query.where.stream())
                .filter(relation -> relation.column().name().equals(column))
                .findFirst()
                .map(relation -> relation.term().in(values))
                .orElse(null);
    }

    public String text(String column) {
        ByteBuffer value = value(column);
        return value == null ? "" : StandardCharsets.UTF_8.decode(value.duplicate()).toString();
    }

    /** Whether it keeps an idempotent answer. */
    boolean isAnswer() {
        return isInsert() && query.ifNotExists && table().equals("payment");
    }

    /** For people: what is done, where. */
    @Override
    public String toString() {
        var words = new StringBuilder(query.kind + " " + table());
        for (var relation : query.where) {
            words.append(' ').append(words(relation));
        }
        return words.toString();
    }

    private String words(Query.Relation relation) {
        ByteBuffer value = relation.term().in(values);
        if (value == null || relation.operator().equals("IN")) {
            return relation.operator();
        }
        var type = Query.type(relation.column());
        var codec = CodecRegistry.DEFAULT.codecFor(type);
        return codec.format(codec.decode(value, ProtocolVersion.DEFAULT));
    }

    /** A value that was not given at all: its column stays as it is. */
    @SuppressWarnings("ReferenceEquality") // the driver knows it by its identity
    static boolean isUnset(@Nullable ByteBuffer value) {
        return value == ProtocolConstants.UNSET_VALUE;
    }
}
