package io.tollbridge.starter.list;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list that is had whole anyway, and answered page by page.
 *
 * @param filter tells lists at the same address apart: a cursor of one is none of another
 * @param place where a row stands, unique in the list; the cursor names the last one of a page, so
 *     rows may come and go between two pages
 * @param order of places
 */
public record ShortList<T>(
        String url, String filter, Function<T, String> place, Comparator<String> order) {

    /** The rows that follow a cursor, in order. */
    public ListView<T> page(Stream<T> all, @Nullable String cursor, @Nullable Integer limit) {
        int most = Limit.of(limit);
        String after = cursor == null ? null : Cursor.read(cursor, this::place);
        List<T> found =
                all.filter(row -> after == null || order.compare(place.apply(row), after) > 0)
                        .sorted(Comparator.comparing(place, order))
                        .limit(most + 1L)
                        .toList();
        if (found.size() <= most) {
            return ListView.of(url, found, null);
        }
        List<T> page = found.subList(0, most);
        return ListView.of(url, page, Cursor.encode(url, filter, place.apply(page.getLast())));
    }

    private String place(List<String> words) {
        if (!words.get(0).equals(url) || !words.get(1).equals(filter)) {
            throw new IllegalArgumentException();
        }
        return String.join("\n", words.subList(2, words.size())); // a place may have line feeds
    }
}
