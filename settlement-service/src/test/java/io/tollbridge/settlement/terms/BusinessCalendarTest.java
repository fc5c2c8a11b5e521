package io.tollbridge.settlement.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.contracts.merchants.SettlementPlan;
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
        "2026-04-02, 1, GB, 2026-04-07, over Easter Monday",
        "2026-08-28, 1, GB, 2026-09-01, over the summer bank holiday",
        "2026-10-02, 1, DE, 2026-10-05, German Unity is on a Saturday",
        "2026-12-30, 2, TARGET, 2027-01-04, into another year",
        "2026-02-13, 1, CN, 2026-02-14, a Saturday worked for the Spring Festival",
        "2026-02-14, 1, CN, 2026-02-24, over the Spring Festival",
        "2026-09-30, 1, CN, 2026-10-08, over the National Day",
        "2026-10-09, 1, CN, 2026-10-10, another Saturday that is worked",
        "2026-02-16, 1, HK, 2026-02-20, over the Lunar New Year",
        "2026-04-02, 1, HK, 2026-04-08, over Easter and Ching Ming",
        "2026-05-29, 1, SG, 2026-06-02, Vesak Day is on a Sunday",
    })
    void business_days_skip_weekends_and_holidays(
            LocalDate from, int days, String name, LocalDate expected, String why) {
        assertThat(calendar.plusBusinessDays(from, days, name)).as(why).isEqualTo(expected);
    }

    @Test
    void an_unknown_calendar_is_an_error_and_not_a_business_day() {
        var day = LocalDate.of(2026, 11, 23);
        assertThatThrownBy(() -> calendar.plusBusinessDays(day, 1, "ATLANTIS"))
                .hasMessage("calendar: ATLANTIS (expected: one whose holidays are known here)");
        assertThatThrownBy(() -> calendar.plusBusinessDays(day, 1, "KR"))
                .isInstanceOf(BusinessCalendar.UnknownCalendar.class);
    }

    @ParameterizedTest(name = "{0} is not known on {1}")
    @CsvSource({
        "CN, 2024-12-30",
        "CN, 2026-12-31",
        "HK, 2026-12-31",
        "SG, 2026-12-31",
        "MU, 2024-12-31"
    })
    void a_year_that_is_not_known_is_an_error_and_not_business_days(String name, LocalDate day) {
        assertThatThrownBy(() -> calendar.plusBusinessDays(day, 1, name))
                .isInstanceOf(BusinessCalendar.UnknownYear.class)
                .hasMessageStartingWith("calendar " + name);
    }

    @Test
    void every_calendar_that_a_plan_may_name_is_known() {
        for (String name : SettlementPlan.CALENDARS) {
            assertThat(calendar.plusBusinessDays(LocalDate.of(2026, 11, 2), 3, name))
                    .as(name)
                    .isAfter(LocalDate.of(2026, 11, 4));
        }
    }
}
