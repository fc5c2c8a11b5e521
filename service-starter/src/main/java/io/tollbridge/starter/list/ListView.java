package io.tollbridge.starter.list;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param object always {@code list}
 * @param nextCursor give it back as {@code cursor} to get the next page; absent on the last one
 */
public record ListView<T>(
        String object, String url, boolean hasMore, @Nullable String nextCursor, List<T> data) {

    public static <T> ListView<T> of(String url, List<T> data, @Nullable String nextCursor) {
        return new ListView<>("list", url, nextCursor != null, nextCursor, data);
    }
}
