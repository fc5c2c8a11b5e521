package io.tollbridge.simulation.store;

import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.ExecutionInfo;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.internal.core.cql.DefaultColumnDefinitions;
import com.datastax.oss.driver.internal.core.cql.DefaultRow;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.response.result.ColumnSpec;
import com.datastax.oss.protocol.internal.response.result.RawType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answer to a statement. */
final class Found implements ResultSet {

    private static final ByteBuffer YES = ByteBuffer.wrap(new byte[] {1});
    private static final ByteBuffer NO = ByteBuffer.wrap(new byte[] {0});

    private final ColumnDefinitions columns;
    private final List<List<@Nullable ByteBuffer>> rows;
    private final boolean applied;
    private @Nullable Iterator<com.datastax.oss.driver.api.core.cql.Row> rest;

    Found(ColumnDefinitions columns, List<List<@Nullable ByteBuffer>> rows, boolean applied) {
        this.columns = columns;
        this.rows = rows;
        this.applied = applied;
    }

    /** Of a plain write. */
    static Found nothing() {
        return new Found(DefaultColumnDefinitions.valueOf(List.of()), List.of(), true);
    }

    static Found applied(Shape shape) {
        return conditional(shape, YES, null, null);
    }

    /** With what stood in the way. */
    static Found notApplied(Shape shape, Partition partition, Row row) {
        return conditional(shape, NO, partition, row);
    }

    private static Found conditional(
            Shape shape, ByteBuffer applied, @Nullable Partition partition, @Nullable Row row) {
        var specs = new ArrayList<ColumnDefinition>();
        var cells = new ArrayList<@Nullable ByteBuffer>();
        RawType bool =
                Objects.requireNonNull(RawType.PRIMITIVES.get(ProtocolConstants.DataType.BOOLEAN));
        specs.add(Query.definition(new ColumnSpec("ks", "t", "[applied]", 0, bool)));
        cells.add(applied);
        if (partition != null && row != null) {
            for (Column column : shape.columns()) {
                var spec = new ColumnSpec("ks", "t", column.name(), specs.size(), column.type());
                specs.add(Query.definition(spec));
                boolean isStatic = column.kind() == Column.Kind.STATIC;
                cells.add((isStatic ? partition.statics : row).get(column));
            }
        }
        return new Found(
                DefaultColumnDefinitions.valueOf(specs), List.of(cells), applied.equals(YES));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public Iterator<com.datastax.oss.driver.api.core.cql.Row> iterator() {
        if (rest == null) {
            rest =
                    rows.stream()
                            .map(cells ->
                                    (com.datastax.oss.driver.api.core.cql.Row)
                                            new DefaultRow(columns, cells))
                            .iterator();
        }
        return rest;
    }

    @Override
    public boolean wasApplied() {
        return applied;
    }

    @Override
    public ColumnDefinitions getColumnDefinitions() {
        return columns;
    }

    @Override
    public List<ExecutionInfo> getExecutionInfos() {
        return List.of();
    }

    @Override
    public boolean isFullyFetched() {
        return true;
    }

    @Override
    public int getAvailableWithoutFetching() {
        return rows.size();
    }
}
