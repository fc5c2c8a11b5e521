package io.tollbridge.transaction.record;

import io.tollbridge.starter.list.Cursor;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page out of rows that lie in day partitions, newest first. Looks at a bounded number of rows,
 * so a rare match makes a short page with a cursor, never a slow request.
 *
 * @param place a row's place in the order
 * @param rows the rows of a day from a time downwards, in order
 * @param wanted what the caller filters by
 */
public record DayScan<T>(
        Function<T, Place> place,
        BiFunction<LocalDate, Instant, Stream<T>> rows,
        Predicate<T> wanted) {

    private static final int MOST_ROWS = 5_000;

    /** Where a row stands: by time, then by a word that breaks ties, both descending. */
    public record Place(Instant at, String tie) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : tie.compareTo(other.tie);
        }

        /** The cursor that leads back here. */
        public String cursor(String filter) {
            return Cursor.encode(Long.toString(at.toEpochMilli()), tie, filter);
        }

        /** The place of a cursor; 400 when it belongs to a list with other filters. */
        public static @Nullable Place of(@Nullable String cursor, String filter) {
            if (cursor == null) {
                return null;
            }
            List<String> words = Cursor.decode(cursor);
            if (words.size() != 3 || !words.get(2).equals(filter)) {
                throw ProblemException.badRequest(
                        "invalid_cursor",
                        "cursor",
                        "cursor: (expected: next_cursor of a page with the same filters)");
            }
            return new Place(Instant.ofEpochMilli(Long.parseLong(words.get(0))), words.get(1));
        }
    }

    /** Rows, and the place to go on from when there may be more. */
    public record Page<T>(List<T> rows, @Nullable Place next) {}

    /** The first rows below a place. */
    public Page<T> page(Stream<LocalDate> days, Instant newest, @Nullable Place after, int limit) {
        var found = new ArrayList<T>(limit);
        Instant from = after == null ? newest : after.at();
        Place last = after;
        int seen = 0;
        for (Iterator<LocalDate> day = days.iterator(); day.hasNext(); ) {
            for (Iterator<T> row = rows.apply(day.next(), from).iterator(); row.hasNext(); ) {
                T one = row.next();
                Place at = place.apply(one);
                if (after != null && at.compareTo(after) >= 0) {
                    continue;
                }
                if (wanted.test(one)) {
                    if (found.size() == limit) {
                        return new Page<>(found, last);
                    }
                    found.add(one);
                }
                last = at;
                if (++seen >= MOST_ROWS) {
                    return new Page<>(found, last);
                }
            }
        }
        return new Page<>(found, null);
    }
}
