package io.tollbridge.simulation.store;

import com.datastax.oss.protocol.internal.response.result.RawType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The columns of a table. */
final class Shape {

    private final String table;
    private final List<Column> columns;
    private final Map<Column.Kind, List<Column>> byKind = new EnumMap<>(Column.Kind.class);

    private Shape(String table, List<Column> columns) {
        this.table = table;
        this.columns = columns;
        for (var kind : Column.Kind.values()) {
            byKind.put(kind, columns.stream().filter(column -> column.kind() == kind).toList());
        }
    }

    String table() {
        return table;
    }

    List<Column> columns() {
        return columns;
    }

    /** Reads {@code CREATE TABLE}. */
    static Shape of(Words words) {
        words.take("CREATE", "TABLE", "IF", "NOT", "EXISTS");
        String table = words.next();
        words.take("(");
        var names = new ArrayList<String>();
        var types = new ArrayList<RawType>();
        var statics = new ArrayList<String>();
        List<String> partition = new ArrayList<>();
        List<String> clustering = new ArrayList<>();
        do {
            if (words.skip("PRIMARY")) {
                words.take("KEY", "(");
                partition = words.skip("(") ? words.list() : List.of(words.next());
                clustering = words.skip(",") ? words.list() : words.end(")");
                continue;
            }
            String name = words.next();
            names.add(name);
            types.add(Column.typeOf(words));
            if (words.skip("STATIC")) {
                statics.add(name);
            }
            if (words.skip("PRIMARY")) {
                words.take("KEY");
                partition = List.of(name);
            }
        } while (words.skip(","));
        var columns = new ArrayList<Column>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            var kind =
                    partition.contains(name)
                            ? Column.Kind.PARTITION
                            : clustering.contains(name)
                                    ? Column.Kind.CLUSTERING
                                    : statics.contains(name)
                                            ? Column.Kind.STATIC
                                            : Column.Kind.REGULAR;
            columns.add(new Column(name, i, kind, types.get(i)));
        }
        return new Shape(table, List.copyOf(columns));
    }

    /** The table after {@code ALTER TABLE name}. */
    Shape altered(Words words) {
        words.take("ADD", "IF", "NOT", "EXISTS");
        var all = new ArrayList<>(columns);
        String name = words.next();
        all.add(new Column(name, all.size(), Column.Kind.REGULAR, Column.typeOf(words)));
        return new Shape(table, List.copyOf(all));
    }

    Column column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(table + " has no " + name));
    }

    List<Column> of(Column.Kind kind) {
        return byKind.getOrDefault(kind, List.of());
    }
}
