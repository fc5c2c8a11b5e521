package io.tollbridge.simulation.store;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is stored in one keyspace. */
public final class Tables {

    /** Is told of each conditional write that applied: a partition before and after it. */
    public interface Observer {
        void moved(Rows before, Rows after);
    }

    private final Schema schema;
    private final Observer observer;
    private final Map<String, Map<List<ByteBuffer>, Partition>> tables = new HashMap<>();

    public Tables(Schema schema, Observer observer) {
        this.schema = schema;
        this.observer = observer;
    }

    Schema schema() {
        return schema;
    }

    /** All partitions of a table that hold anything. */
    public List<Rows> all(String table) {
        return tables.getOrDefault(table, Map.of()).values().stream().map(Rows::new).toList();
    }

    /** The partition of a table with a key of one text; null when there is none. */
    public @Nullable Rows find(String table, String key) {
        var bytes = ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8));
        var partition = tables.getOrDefault(table, Map.of()).get(List.of(bytes));
        return partition == null ? null : new Rows(partition);
    }

    // ---- writes

    /** Writes without conditions: of two writes to a row the one with the later clock stays. */
    void write(List<Bound> batch, long writtenAt) {
        for (Bound one : batch) {
            var key = key(one, Column.Kind.PARTITION);
            var partition = table(one).computeIfAbsent(key, _ -> new Partition(one.query.shape));
            apply(partition, one, writtenAt, false);
        }
    }

    /** Writes all of a batch if all conditions of it hold. */
    Found writeIf(List<Bound> batch, long now) {
        Bound first = batch.getFirst();
        var key = key(first, Column.Kind.PARTITION);
        var there = table(first).get(key);
        var before = there == null ? new Partition(first.query.shape) : there;
        for (Bound one : batch) {
            if (!key(one, Column.Kind.PARTITION).equals(key)) {
                throw new IllegalArgumentException("a conditional batch on two partitions");
            }
            if (!holds(before, one)) {
                return Found.notApplied(first.query.shape, before, row(before, one));
            }
        }
        var after = before.next(now);
        batch.forEach(one -> apply(after, one, now, true));
        table(first).put(key, after);
        observer.moved(new Rows(before), new Rows(after));
        return Found.applied(first.query.shape);
    }

    /** As a planted bug writes: whatever stands there. */
    Found writeAnyway(List<Bound> batch, long now) {
        Bound first = batch.getFirst();
        var key = key(first, Column.Kind.PARTITION);
        var before = table(first).getOrDefault(key, new Partition(first.query.shape));
        var after = before.next(now);
        batch.forEach(one -> apply(after, one, now, true));
        table(first).put(key, after);
        observer.moved(new Rows(before), new Rows(after));
        return Found.applied(first.query.shape);
    }

    /** As a planted bug deletes: before the events are in Kafka. */
    void deleteMarkersOf(String aggregateId) {
        for (var partition : tables.getOrDefault("outbox_pending", Map.of()).values()) {
            partition
                    .rows
                    .values()
                    .removeIf(row -> {
                        var cell = new Rows(partition).one(row);
                        return cell.text("aggregate_id").equals(aggregateId);
                    });
        }
    }

    private static boolean holds(Partition partition, Bound one) {
        Row row = row(partition, one);
        if (one.query.ifNotExists) {
            return !row.exists();
        }
        for (var condition : one.query.conditions) {
            Column column = condition.column();
            Row holder = column.kind() == Column.Kind.STATIC ? partition.statics : row;
            if (!Objects.equals(holder.get(column), condition.term().in(one.values))) {
                return false;
            }
        }
        return true;
    }

    private static Row row(Partition partition, Bound one) {
        var key = key(one, Column.Kind.CLUSTERING);
        boolean isWhole = key.size() == partition.shape.of(Column.Kind.CLUSTERING).size();
        var row = isWhole ? partition.rows.get(key) : null;
        return row == null ? Row.empty(partition.shape) : row;
    }

    private static void apply(Partition to, Bound one, long writtenAt, boolean always) {
        boolean onlyStatics =
                one.query.kind == Query.Kind.UPDATE
                        && one.query.sets.stream()
                                .allMatch(set -> set.column().kind() == Column.Kind.STATIC)
                        && !to.shape.of(Column.Kind.CLUSTERING).isEmpty();
        var key = onlyStatics ? List.<ByteBuffer>of() : key(one, Column.Kind.CLUSTERING);
        Row old = onlyStatics ? to.statics : row(to, one);
        if (!always && old.writtenAt() > writtenAt) {
            return; // a later write, or a later delete, was here before
        }
        Row next;
        if (one.query.kind == Query.Kind.DELETE) {
            next = new Row(Row.empty(to.shape).cells(), writtenAt, false);
        } else {
            next = old.exists() ? old.copy(writtenAt) : Row.empty(to.shape).copy(writtenAt);
            var given = new ArrayList<>(one.query.sets);
            given.addAll(one.query.where);
            for (var set : given) {
                ByteBuffer value = set.term().in(one.values);
                if (set.operator().equals("+")) {
                    value = sum(set.column(), old.get(set.column()), value);
                }
                if (!Bound.isUnset(value)) {
                    next.cells()[set.column().ordinal()] = value;
                }
            }
        }
        if (onlyStatics) {
            to.statics = next;
        } else {
            to.rows.put(key, next);
        }
    }

    /** Entries added to a map; of two with one key the new one stays. */
    private static @Nullable ByteBuffer sum(
            Column column, @Nullable ByteBuffer old, @Nullable ByteBuffer added) {
        TypeCodec<Map<Object, Object>> codec = CodecRegistry.DEFAULT.codecFor(Query.type(column));
        var all = new TreeMap<Object, Object>();
        for (ByteBuffer some : Arrays.asList(old, added)) {
            var entries = codec.decode(some, ProtocolVersion.DEFAULT);
            if (entries != null) {
                all.putAll(entries);
            }
        }
        return codec.encode(all, ProtocolVersion.DEFAULT);
    }

    // ---- reads

    /**
     * Reads.
     *
     * @param staleSince a partition that was changed after this is read as it was before
     */
    Found read(Bound select, long staleSince) {
        var found = new ArrayList<List<@Nullable ByteBuffer>>();
        for (var key : partitionKeys(select)) {
            var partition = table(select).get(key);
            if (partition != null && partition.before != null && partition.changedAt > staleSince) {
                partition = partition.before;
            }
            if (partition != null) {
                read(partition, select, found);
            }
        }
        return new Found(select.query.resultColumns(), found, true);
    }

    private static void read(
            Partition partition, Bound select, List<List<@Nullable ByteBuffer>> found) {
        boolean any = false;
        int limit = select.query.limit(select.values);
        for (Row row : partition.rows.values()) {
            if (found.size() == limit) {
                return;
            }
            if (row.exists() && matches(row, select)) {
                found.add(cells(partition, row, select));
                any = true;
            }
        }
        boolean wholePartition =
                select.query.where.stream()
                        .allMatch(one -> one.column().kind() == Column.Kind.PARTITION);
        if (!any && wholePartition && partition.statics.exists()) {
            found.add(cells(partition, Row.empty(partition.shape), select));
        }
    }

    private static boolean matches(Row row, Bound select) {
        for (var relation : select.query.where) {
            if (relation.column().kind() == Column.Kind.PARTITION) {
                continue;
            }
            ByteBuffer cell = Objects.requireNonNull(row.get(relation.column()));
            ByteBuffer wanted = Objects.requireNonNull(relation.term().in(select.values));
            int difference = Partition.compare(relation.column(), cell, wanted);
            boolean fits =
                    switch (relation.operator()) {
                        case "=" -> difference == 0;
                        case ">=" -> difference >= 0;
                        default -> throw new IllegalArgumentException(relation.operator());
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static List<@Nullable ByteBuffer> cells(Partition partition, Row row, Bound select) {
        var cells = new ArrayList<@Nullable ByteBuffer>();
        for (Column column : select.query.selected) {
            cells.add((column.kind() == Column.Kind.STATIC ? partition.statics : row).get(column));
        }
        return cells;
    }

    // ---- keys

    private Map<List<ByteBuffer>, Partition> table(Bound one) {
        return tables.computeIfAbsent(one.table(), _ -> new LinkedHashMap<>());
    }

    private static List<ByteBuffer> key(Bound one, Column.Kind kind) {
        var key = new ArrayList<ByteBuffer>();
        for (Column column : one.query.shape.of(kind)) {
            ByteBuffer value = null;
            for (var relation : one.query.where) {
                if (relation.column().equals(column)) {
                    value = relation.term().in(one.values);
                }
            }
            if (value != null) {
                key.add(value);
            }
        }
        return key;
    }

    private static List<List<ByteBuffer>> partitionKeys(Bound select) {
        var last = select.query.where.get(select.query.shape.of(Column.Kind.PARTITION).size() - 1);
        if (!last.operator().equals("IN")) {
            return List.of(key(select, Column.Kind.PARTITION));
        }
        var keys = new ArrayList<List<ByteBuffer>>();
        var list =
                TypeCodecs.listOf(TypeCodecs.BLOB)
                        .decode(last.term().in(select.values), ProtocolVersion.DEFAULT);
        for (ByteBuffer one : Objects.requireNonNull(list)) {
            var key = key(select, Column.Kind.PARTITION);
            key.removeLast();
            key.add(one);
            keys.add(key);
        }
        return keys;
    }
}
