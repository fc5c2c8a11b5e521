package io.tollbridge.settlement.terms;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Counts business days: neither weekend nor holiday of a named calendar. */
@Component
public class BusinessCalendar {

    private final Map<String, HolidayManager> managers = new ConcurrentHashMap<>();

    /**
     * The date that many business days after a date; for 0 the date itself, or the next business
     * day when it is none.
     *
     * @param calendar {@code TARGET} or an ISO country code
     * @throws UnknownCalendar when there are no holidays for it: nobody is paid by guesswork
     */
    public LocalDate plusBusinessDays(LocalDate from, int days, String calendar) {
        var holidays = managers.computeIfAbsent(calendar, BusinessCalendar::load);
        LocalDate date = from;
        for (int left = days; left > 0 || !isBusinessDay(date, holidays); ) {
            date = date.plusDays(1);
            if (left > 0 && isBusinessDay(date, holidays)) {
                left--;
            }
        }
        return date;
    }

    private static boolean isBusinessDay(LocalDate date, HolidayManager holidays) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY
                && date.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.isHoliday(date);
    }

    private static HolidayManager load(String calendar) {
        if (!HolidayManager.getSupportedCalendarCodes().contains(calendar)) {
            throw new UnknownCalendar(calendar);
        }
        return HolidayManager.getInstance(ManagerParameters.create(calendar));
    }

    /** A settlement plan names a calendar that has no holidays here. */
    public static final class UnknownCalendar extends RuntimeException {
        UnknownCalendar(String calendar) {
            super("calendar: " + calendar + " (expected: TARGET or a country code of jollyday)");
        }
    }
}
