package io.tollbridge.simulator.bank;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** The bank works Monday to Friday. Pure. */
final class BankCalendar {

    private BankCalendar() {}

    static LocalDate nextBusinessDay(LocalDate after) {
        return onOrAfter(after.plusDays(1));
    }

    static LocalDate onOrAfter(LocalDate date) {
        LocalDate day = date;
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day;
    }
}
