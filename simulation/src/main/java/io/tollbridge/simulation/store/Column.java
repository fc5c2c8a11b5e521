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

    /** Reads a type. */
    static RawType typeOf(Words words) {
        String name = words.next();
        if (!words.skip("<")) {
            return typeOf(name);
        }
        RawType first = typeOf(words);
        RawType type =
                switch (name) {
                    case "list" -> new RawType.RawList(first);
                    case "set" -> new RawType.RawSet(first);
                    case "map" -> {
                        words.take(",");
                        yield new RawType.RawMap(first, typeOf(words));
                    }
                    default -> throw new IllegalArgumentException(name + "<> is not simulated");
                };
        words.take(">");
        return type;
    }

    private static RawType typeOf(String cql) {
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
