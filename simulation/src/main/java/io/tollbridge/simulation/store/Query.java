package io.tollbridge.simulation.store;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.detach.AttachmentPoint;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.datastax.oss.driver.internal.core.cql.DefaultColumnDefinition;
import com.datastax.oss.driver.internal.core.cql.DefaultColumnDefinitions;
import com.datastax.oss.driver.internal.core.cql.DefaultPreparedStatement;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.response.result.ColumnSpec;
import com.datastax.oss.protocol.internal.response.result.RawType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A CQL statement, understood. */
final class Query {

    enum Kind {
        SELECT,
        INSERT,
        UPDATE,
        DELETE
    }

    /** A value in the text, or the number of a marker. */
    record Term(int marker, @Nullable ByteBuffer literal) {
        @Nullable ByteBuffer in(List<@Nullable ByteBuffer> values) {
            return literal == null ? values.get(marker) : literal;
        }
    }

    /** A column compared with a term: {@code =, >=, IN}; in SET {@code =}, or {@code +} to add. */
    record Relation(Column column, String operator, Term term) {}

    final Kind kind;
    final String text;
    final Shape shape;
    final List<Relation> sets = new ArrayList<>();
    final List<Relation> where = new ArrayList<>();
    final List<Relation> conditions = new ArrayList<>();
    final List<Column> selected = new ArrayList<>();
    boolean ifNotExists;
    private @Nullable Term limit;
    private final List<ColumnSpec> markers = new ArrayList<>();
    private final Prepared prepared;

    Query(String text, Map<String, Shape> shapes) {
        this.text = text;
        var words = new Words(text);
        kind = Kind.valueOf(words.next());
        shape =
                switch (kind) {
                    case SELECT -> select(words, shapes);
                    case INSERT -> insert(words, shapes);
                    case UPDATE -> update(words, shapes);
                    case DELETE -> delete(words, shapes);
                };
        if (!words.isOver()) {
            throw new IllegalArgumentException("not simulated: " + text);
        }
        prepared = prepare();
    }

    Prepared prepared() {
        return prepared;
    }

    boolean isConditional() {
        return ifNotExists || !conditions.isEmpty();
    }

    /** What a read gives, and for a conditional write what it found. */
    ColumnDefinitions resultColumns() {
        var specs = new ArrayList<ColumnDefinition>();
        for (Column column : selected) {
            specs.add(definition(spec(column, column.type(), specs.size())));
        }
        return DefaultColumnDefinitions.valueOf(specs);
    }

    // ---- the four kinds

    private Shape select(Words words, Map<String, Shape> shapes) {
        var names = new ArrayList<String>();
        do {
            names.add(words.next());
        } while (words.skip(","));
        words.take("FROM");
        Shape from = shape(words, shapes);
        selected.addAll(
                names.equals(List.of("*"))
                        ? from.columns()
                        : names.stream().map(from::column).toList());
        words.take("WHERE");
        relations(words, from, where);
        if (words.skip("LIMIT")) {
            limit = limit(words.next());
        }
        return from;
    }

    private Shape insert(Words words, Map<String, Shape> shapes) {
        words.take("INTO");
        Shape into = shape(words, shapes);
        words.take("(");
        List<String> names = words.list();
        words.take("VALUES", "(");
        for (String name : names) {
            Column column = into.column(name);
            var relation = new Relation(column, "=", term(words, column, column.type()));
            boolean isKey =
                    column.kind() == Column.Kind.PARTITION
                            || column.kind() == Column.Kind.CLUSTERING;
            (isKey ? where : sets).add(relation);
            words.skip(",");
        }
        words.take(")");
        if (words.skip("IF")) {
            words.take("NOT", "EXISTS");
            ifNotExists = true;
        }
        return into;
    }

    private Shape update(Words words, Map<String, Shape> shapes) {
        Shape updated = shape(words, shapes);
        words.take("SET");
        do {
            sets.add(assignment(words, updated));
        } while (words.skip(","));
        words.take("WHERE");
        relations(words, updated, where);
        if (words.skip("IF")) {
            relations(words, updated, conditions);
        }
        return updated;
    }

    private Shape delete(Words words, Map<String, Shape> shapes) {
        words.take("FROM");
        Shape from = shape(words, shapes);
        words.take("WHERE");
        relations(words, from, where);
        return from;
    }

    // ---- their parts

    private static Shape shape(Words words, Map<String, Shape> shapes) {
        String table = words.next();
        Shape found = shapes.get(table);
        if (found == null) {
            throw new IllegalArgumentException("no table " + table);
        }
        return found;
    }

    private void relations(Words words, Shape of, List<Relation> into) {
        do {
            into.add(relation(words, of));
        } while (words.skip("AND"));
    }

    private Relation relation(Words words, Shape of) {
        Column column = of.column(words.next());
        String operator = words.next();
        RawType type = operator.equals("IN") ? new RawType.RawList(column.type()) : column.type();
        return new Relation(column, operator, term(words, column, type));
    }

    private Relation assignment(Words words, Shape of) {
        Column column = of.column(words.next());
        words.take("=");
        boolean adds = words.skip(column.name());
        if (adds) {
            words.take("+");
        }
        return new Relation(column, adds ? "+" : "=", term(words, column, column.type()));
    }

    private Term term(Words words, Column column, RawType type) {
        String word = words.next();
        if (word.startsWith("'")) {
            String quoted = word.substring(1, word.length() - 1);
            return new Term(-1, ByteBuffer.wrap(quoted.getBytes(StandardCharsets.UTF_8)));
        }
        if (!word.equals("?") && !word.startsWith(":")) {
            throw new IllegalArgumentException("not simulated: " + word + " in " + text);
        }
        String name = word.equals("?") ? column.name() : word.substring(1);
        markers.add(new ColumnSpec("ks", "t", name, markers.size(), type));
        return new Term(markers.size() - 1, null);
    }

    private Term limit(String word) {
        if (!word.equals("?")) {
            return new Term(
                    -1, TypeCodecs.INT.encode(Integer.valueOf(word), ProtocolVersion.DEFAULT));
        }
        var type = Objects.requireNonNull(RawType.PRIMITIVES.get(ProtocolConstants.DataType.INT));
        markers.add(new ColumnSpec("ks", "t", "[limit]", markers.size(), type));
        return new Term(markers.size() - 1, null);
    }

    /** How many rows are wanted. */
    int limit(List<@Nullable ByteBuffer> values) {
        return limit == null
                ? Integer.MAX_VALUE
                : TypeCodecs.INT.decodePrimitive(limit.in(values), ProtocolVersion.DEFAULT);
    }

    private static ColumnSpec spec(Column column, RawType type, int index) {
        return new ColumnSpec("ks", "t", column.name(), index, type);
    }

    static DataType type(Column column) {
        return definition(spec(column, column.type(), 0)).getType();
    }

    static ColumnDefinition definition(ColumnSpec spec) {
        return new DefaultColumnDefinition(spec, AttachmentPoint.NONE);
    }

    private Prepared prepare() {
        return new Prepared(
                this,
                DefaultColumnDefinitions.valueOf(markers.stream().map(Query::definition).toList()));
    }

    /** The driver's own statement, so that binding checks types as it does in the services. */
    static final class Prepared extends DefaultPreparedStatement {
        final Query query;

        Prepared(Query query, ColumnDefinitions markers) {
            super(
                    ByteBuffer.allocate(0),
                    query.text,
                    markers,
                    List.of(),
                    null,
                    DefaultColumnDefinitions.valueOf(List.of()),
                    null,
                    Map.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    Map.of(),
                    null,
                    null,
                    null,
                    0,
                    null,
                    null,
                    false,
                    CodecRegistry.DEFAULT,
                    ProtocolVersion.DEFAULT);
            this.query = query;
        }
    }
}
