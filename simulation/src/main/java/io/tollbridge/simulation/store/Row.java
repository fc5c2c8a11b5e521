package io.tollbridge.simulation.store;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A row, or the static part of a partition, at one time.
 *
 * @param cells by the ordinal of the column
 * @param writtenAt the writer's clock, in microseconds; of two plain writes the later one stays
 * @param exists false when it was deleted then
 */
record Row(@Nullable ByteBuffer[] cells, long writtenAt, boolean exists) {

    static Row empty(Shape shape) {
        return new Row(new ByteBuffer[shape.columns().size()], Long.MIN_VALUE, false);
    }

    Row copy(long at) {
        return new Row(cells.clone(), at, true);
    }

    @Nullable ByteBuffer get(Column column) {
        return cells[column.ordinal()];
    }
}
