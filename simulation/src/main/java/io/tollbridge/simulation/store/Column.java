package io.tollbridge.simulation.store;

import com.datastax.oss.protocol.internal.ProtocolConstants.DataType;
import com.datastax.oss.protocol.internal.response.result.RawType;
import java.util.Map;
import java.util.Objects;

/** A column of a table. */
record Column(String name, int ordinal, Kind kind, RawType type) {

    enum Kind {
        PARTITION,
        CLUSTERING,
        STATIC,
        REGULAR
    }

    private static final Map<String, Integer> TYPES =
            Map.of(
                    "text", DataType.VARCHAR,
                    "int", DataType.INT,
                    "bigint", DataType.BIGINT,
                    "blob", DataType.BLOB,
                    "timestamp", DataType.TIMESTAMP,
                    "uuid", DataType.UUID,
                    "timeuuid", DataType.TIMEUUID,
                    "boolean", DataType.BOOLEAN,
                    "date", DataType.DATE,
                    "decimal", DataType.DECIMAL);

    static RawType typeOf(String cql) {
        Integer code = TYPES.get(cql);
        if (code == null) {
            throw new IllegalArgumentException("type " + cql + " is not simulated");
        }
        return Objects.requireNonNull(RawType.PRIMITIVES.get(code));
    }

    boolean isTimeUuid() {
        return type.id == DataType.TIMEUUID;
    }
}
