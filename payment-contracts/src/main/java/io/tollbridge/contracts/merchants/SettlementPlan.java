package io.tollbridge.contracts.merchants;

import java.time.Instant;
import java.util.Map;

/**
 * When a merchant is paid: T+N business days after the cut-off.
 *
 * @param delayDays N, business days of the calendar
 * @param calendar one of {@link HolidayCalendars#KNOWN}
 * @param minimumPayout minor units by currency; less is carried forward
 */
public record SettlementPlan(
        String id,
        Instant effectiveFrom,
        int delayDays,
        String calendar,
        Map<String, Long> minimumPayout) {}
