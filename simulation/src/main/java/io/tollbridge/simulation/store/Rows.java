package io.tollbridge.simulation.store;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A partition for those who check it. */
public final class Rows {

    private final Partition partition;

    Rows(Partition partition) {
        this.partition = partition;
    }

    public String table() {
        return partition.shape.table();
    }

    /** The rows there are, in clustering order. */
    public List<One> rows() {
        return partition.rows.values().stream()
                .filter(Row::exists)
                .map(row -> new One(partition, row))
                .toList();
    }

    One one(Row row) {
        return new One(partition, row);
    }

    /** The static columns. */
    public One statics() {
        return new One(partition, partition.statics);
    }

    /** One row. */
    public static final class One {
        private final Partition partition;
        private final Row row;

        private One(Partition partition, Row row) {
            this.partition = partition;
            this.row = row;
        }

        private @Nullable ByteBuffer get(String column) {
            ByteBuffer cell = row.get(partition.shape.column(column));
            return cell == null ? null : cell.duplicate();
        }

        public String text(String column) {
            String value = TypeCodecs.TEXT.decode(get(column), ProtocolVersion.DEFAULT);
            return value == null ? "" : value;
        }

        public int number(String column) {
            Integer value = TypeCodecs.INT.decode(get(column), ProtocolVersion.DEFAULT);
            return value == null ? 0 : value;
        }

        public long amount(String column) {
            Long value = TypeCodecs.BIGINT.decode(get(column), ProtocolVersion.DEFAULT);
            return value == null ? 0 : value;
        }

        public @Nullable UUID uuid(String column) {
            return TypeCodecs.UUID.decode(get(column), ProtocolVersion.DEFAULT);
        }

        public byte[] bytes(String column) {
            ByteBuffer value = get(column);
            byte[] bytes = new byte[value == null ? 0 : value.remaining()];
            if (value != null) {
                value.get(bytes);
            }
            return bytes;
        }
    }
}
