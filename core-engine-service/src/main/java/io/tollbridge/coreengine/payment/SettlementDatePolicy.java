package io.tollbridge.coreengine.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The business day that money taken or given back belongs to: the merchant's local day, which ends
 * at its cut-off. A cut-off of midnight is the end of the calendar day.
 */
public final class SettlementDatePolicy {

    private SettlementDatePolicy() {}

    public static LocalDate dateOf(Instant at, ZoneId zone, LocalTime cutoff) {
        var local = at.atZone(zone);
        boolean nextDay =
                !cutoff.equals(LocalTime.MIDNIGHT) && !local.toLocalTime().isBefore(cutoff);
        return nextDay ? local.toLocalDate().plusDays(1) : local.toLocalDate();
    }
}
