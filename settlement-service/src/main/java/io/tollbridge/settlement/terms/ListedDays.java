package io.tollbridge.settlement.terms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A calendar that nobody can compute, as it was published year by year.
 *
 * @param years that were published
 * @param closed holidays
 * @param open weekend days that are worked
 */
record ListedDays(Set<Integer> years, Set<LocalDate> closed, Set<LocalDate> open) {

    /**
     * The list of a calendar; empty when there is none.
     *
     * <p>Lines are {@code year <year>}, {@code closed <first> [<last>]}, {@code open <date>} and
     * comments after {@code #}.
     */
    static Optional<ListedDays> of(String calendar) {
        try (var file = ListedDays.class.getResourceAsStream("/calendars/" + calendar + ".txt")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ListedDays parse(String text) {
        var days = new ListedDays(new HashSet<>(), new HashSet<>(), new HashSet<>());
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(days::add);
        return days;
    }

    private void add(String line) {
        String[] words = line.split(" ", -1);
        String last = words[words.length - 1];
        switch (words[0]) {
            case "year" -> years.add(Integer.valueOf(last));
            case "closed" ->
                    LocalDate.parse(words[1])
                            .datesUntil(LocalDate.parse(last).plusDays(1))
                            .forEach(closed::add);
            case "open" -> open.add(LocalDate.parse(last));
            default ->
                    throw new IllegalArgumentException(
                            "calendar line: " + line + " (expected: year, closed or open)");
        }
    }

    boolean isBusinessDay(LocalDate date) {
        boolean weekend =
                date.getDayOfWeek() == DayOfWeek.SATURDAY
                        || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        return open.contains(date) || (!weekend && !closed.contains(date));
    }
}
