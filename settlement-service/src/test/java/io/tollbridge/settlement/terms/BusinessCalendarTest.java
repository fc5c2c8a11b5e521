package io.tollbridge.settlement.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {

    private final BusinessCalendar calendar = new BusinessCalendar();

    @ParameterizedTest(name = "{0} + {1} business days by {2} is {3}: {4}")
    @CsvSource({
        "2026-11-23, 1, TARGET, 2026-11-24, a plain Monday",
        "2026-11-20, 1, TARGET, 2026-11-23, over the weekend",
        "2026-11-21, 1, TARGET, 2026-11-23, a Saturday's volume pays on Monday",
        "2026-11-22, 0, TARGET, 2026-11-23, T+0 of a Sunday",
        "2026-11-23, 0, TARGET, 2026-11-23, T+0 of a Monday",
        "2026-12-24, 1, TARGET, 2026-12-28, over Christmas and a weekend",
        "2026-04-02, 2, TARGET, 2026-04-08, over Easter",
        "2026-11-25, 1, US, 2026-11-27, over Thanksgiving",
        "2026-11-25, 1, GB, 2026-11-26, no Thanksgiving there",
        "2026-10-02, 1, DE, 2026-10-05, German Unity is on a Saturday",
        "2026-12-30, 2, TARGET, 2027-01-04, into another year",
    })
    void business_days_skip_weekends_and_holidays(
            LocalDate from, int days, String name, LocalDate expected, String why) {
        assertThat(calendar.plusBusinessDays(from, days, name)).as(why).isEqualTo(expected);
    }

    @Test
    void an_unknown_calendar_is_an_error_and_not_a_business_day() {
        assertThatThrownBy(
                        () -> calendar.plusBusinessDays(LocalDate.of(2026, 11, 23), 1, "ATLANTIS"))
                .hasMessage("calendar: ATLANTIS (expected: TARGET or a country code of jollyday)");
        assertThatThrownBy(() -> calendar.plusBusinessDays(LocalDate.of(2026, 11, 23), 1, "CN"))
                .isInstanceOf(BusinessCalendar.UnknownCalendar.class);
    }
}
