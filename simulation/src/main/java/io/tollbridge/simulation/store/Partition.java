package io.tollbridge.simulation.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of one partition key, and what stood there before the last conditional write. */
final class Partition {

    final Shape shape;
    final TreeMap<List<ByteBuffer>, Row> rows;
    Row statics;
    @Nullable Partition before;
    long changedAt;

    Partition(Shape shape) {
        this.shape = shape;
        rows = new TreeMap<>(order(shape));
        statics = Row.empty(shape);
    }

    private Partition(Partition from) {
        shape = from.shape;
        rows = new TreeMap<>(from.rows);
        statics = from.statics;
    }

    /** A copy that remembers what it was made of. */
    Partition next(long now) {
        var next = new Partition(this);
        next.before = this;
        next.changedAt = now;
        before = null;
        return next;
    }

    private static Comparator<List<ByteBuffer>> order(Shape shape) {
        List<Column> clustering = shape.of(Column.Kind.CLUSTERING);
        return (one, other) -> {
            for (int i = 0; i < clustering.size(); i++) {
                int difference = compare(clustering.get(i), one.get(i), other.get(i));
                if (difference != 0) {
                    return difference;
                }
            }
            return 0;
        };
    }

    /** Texts as bytes, time-based UUIDs by their time. */
    static int compare(Column column, ByteBuffer one, ByteBuffer other) {
        if (column.isTimeUuid()) {
            int byTime = Long.compare(ticks(one), ticks(other));
            if (byTime != 0) {
                return byTime;
            }
        }
        return Arrays.compareUnsigned(bytes(one), bytes(other));
    }

    private static long ticks(ByteBuffer uuid) {
        long high = uuid.getLong(uuid.position());
        return (high >>> 32) | ((high & 0xffff0000L) << 16) | ((high & 0xfffL) << 48);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
