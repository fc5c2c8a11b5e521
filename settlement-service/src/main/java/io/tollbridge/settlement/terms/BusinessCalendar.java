package io.tollbridge.settlement.terms;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Counts business days: neither weekend nor holiday of a named calendar. */
@Component
public class BusinessCalendar {

    /**
     * Where the library lists holidays by year, and its list ends: after it they lack in silence.
     */
    private static final Map<String, Integer> LIBRARY_ENDS =
            Map.of("CC", 2026, "KI", 2026, "MU", 2024);

    /** Where banks keep the holidays of a part of the country, which the library lists apart. */
    private static final Map<String, String> BANKS_PART = Map.of("GB", "eng");

    private final Map<String, Days> calendars = new ConcurrentHashMap<>();

    /** The business days of one calendar, in the years that are known of it. */
    private record Days(String calendar, IntPredicate years, Predicate<LocalDate> business) {

        boolean isBusinessDay(LocalDate date) {
            if (!years.test(date.getYear())) {
                throw new UnknownYear(calendar, date);
            }
            return business.test(date);
        }
    }

    /**
     * The date that many business days after a date; for 0 the date itself, or the next business
     * day when it is none.
     *
     * @param calendar {@code TARGET} or an ISO country code
     * @throws UnknownCalendar when there are no holidays for it: nobody is paid by guesswork
     * @throws UnknownYear when its holidays are not known that far
     */
    public LocalDate plusBusinessDays(LocalDate from, int days, String calendar) {
        var of = calendars.computeIfAbsent(calendar, BusinessCalendar::load);
        LocalDate date = from;
        for (int left = days; left > 0 || !of.isBusinessDay(date); ) {
            date = date.plusDays(1);
            if (left > 0 && of.isBusinessDay(date)) {
                left--;
            }
        }
        return date;
    }

    private static Days load(String calendar) {
        return ListedDays.of(calendar)
                .map(listed -> new Days(calendar, listed.years()::contains, listed::isBusinessDay))
                .orElseGet(() -> computed(calendar));
    }

    private static Days computed(String calendar) {
        if (!HolidayManager.getSupportedCalendarCodes().contains(calendar)) {
            throw new UnknownCalendar(calendar);
        }
        var holidays = HolidayManager.getInstance(ManagerParameters.create(calendar));
        int lastYear = LIBRARY_ENDS.getOrDefault(calendar, Integer.MAX_VALUE);
        String[] part = Stream.ofNullable(BANKS_PART.get(calendar)).toArray(String[]::new);
        return new Days(
                calendar, year -> year <= lastYear, date -> isBusinessDay(date, holidays, part));
    }

    private static boolean isBusinessDay(LocalDate date, HolidayManager holidays, String[] part) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY
                && date.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.isHoliday(date, part);
    }

    /** A settlement plan names a calendar that has no holidays here. */
    public static final class UnknownCalendar extends RuntimeException {
        UnknownCalendar(String calendar) {
            super("calendar: " + calendar + " (expected: one whose holidays are known here)");
        }
    }

    /** A date is of a year whose holidays are not known. */
    public static final class UnknownYear extends RuntimeException {
        UnknownYear(String calendar, LocalDate date) {
            super(
                    "calendar "
                            + calendar
                            + ": "
                            + date
                            + " (expected: a year whose holidays are known here)");
        }
    }
}
