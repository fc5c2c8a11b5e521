package io.tollbridge.settlement.terms;

import io.tollbridge.contracts.merchants.FeePlan;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.contracts.merchants.SettlementPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A merchant's profile, asked by instant and by date. */
public record MerchantTerms(MerchantProfile profile) {

    /** The fee plan in force at an instant; empty when none had begun. */
    public Optional<FeePlan> feePlanAt(Instant at) {
        return inForce(profile.feePlans(), FeePlan::effectiveFrom, at);
    }

    /** The settlement plan in force at an instant; empty when none had begun. */
    public Optional<SettlementPlan> settlementPlanAt(Instant at) {
        return inForce(profile.settlementPlans(), SettlementPlan::effectiveFrom, at);
    }

    public ZoneId zone() {
        return ZoneId.of(profile.timeZone());
    }

    /**
     * When a settlement date ends: its cut-off in the merchant's zone. A cut-off of midnight is the
     * end of the calendar day.
     */
    public Instant cutoffOf(LocalDate date) {
        var cutoff = LocalTime.parse(profile.cutoff());
        var day = cutoff.equals(LocalTime.MIDNIGHT) ? date.plusDays(1) : date;
        return day.atTime(cutoff).atZone(zone()).toInstant();
    }

    public boolean isActive() {
        return profile.status().equals("active");
    }

    private static <P> Optional<P> inForce(
            List<P> plans, Function<P, Instant> effectiveFrom, Instant at) {
        return plans.stream()
                .filter(plan -> !effectiveFrom.apply(plan).isAfter(at))
                .max(Comparator.comparing(effectiveFrom));
    }
}
