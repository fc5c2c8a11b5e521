package io.tollbridge.merchant.profile;

import io.tollbridge.contracts.merchants.FeePlan;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.contracts.merchants.SettlementPlan;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.merchant.profile.MerchantOrder.FeePlanOrder;
import io.tollbridge.merchant.profile.MerchantOrder.PayoutAccountOrder;
import io.tollbridge.merchant.profile.MerchantOrder.SettlementPlanOrder;
import io.tollbridge.starter.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what was asked for into plans and profiles, or refuses it. */
final class MerchantRequests {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** Settlement computes with what it has read of the merchants' topic. */
    private static final Duration NOTICE = Duration.ofHours(1);

    private MerchantRequests() {}

    static MerchantProfile profile(MerchantId id, MerchantOrder order, Instant now) {
        if (!COUNTRIES.contains(order.country())) {
            throw invalid("country", order.country(), "ISO 3166 alpha-2");
        }
        // The first plans are in force from the beginning, also for a clock that lags behind.
        Instant from = now.truncatedTo(ChronoUnit.DAYS);
        String feeId = "fp_" + Ids.derived(id.value(), "fee_plan");
        String settlementId = "sp_" + Ids.derived(id.value(), "settlement_plan");
        FeePlanOrder fees = order.feePlan();
        SettlementPlanOrder settlement = order.settlementPlan();
        PayoutAccountOrder account = order.payoutAccount();
        return new MerchantProfile(
                id,
                order.name().strip(),
                order.country(),
                order.mcc(),
                zone(order.timeZone()),
                order.cutoff() == null ? "00:00" : order.cutoff(),
                "active",
                List.of(
                        fees == null
                                ? PlanPolicy.defaultFees(feeId, from)
                                : plan(feeId, fees, from)),
                List.of(
                        settlement == null
                                ? PlanPolicy.defaultSettlement(settlementId, from)
                                : plan(settlementId, settlement, from)),
                account == null ? null : PayoutAccounts.of(account),
                1);
    }

    static FeePlan plan(String id, FeePlanOrder order, Instant from) {
        return new FeePlan(
                id, from, order.basisPoints(), amounts("fixed", order.fixed()), "keep_fee");
    }

    static SettlementPlan plan(String id, SettlementPlanOrder order, Instant from) {
        String calendar = order.calendar() == null ? "TARGET" : order.calendar();
        if (!SettlementPlan.CALENDARS.contains(calendar)) { // no batch under it could ever be dated
            throw ProblemException.unprocessable(
                    "unknown_calendar",
                    "calendar",
                    "calendar: "
                            + calendar
                            + " (expected: TARGET or a country whose holidays are known here)");
        }
        return new SettlementPlan(
                id,
                from,
                order.delayDays(),
                calendar,
                amounts("minimum_payout", order.minimumPayout()));
    }

    /**
     * When a new plan begins: what fees were computed by is never changed afterwards, so whoever
     * computes with it hears of it first.
     */
    static Instant beginning(@Nullable Instant asked, Instant now) {
        Instant earliest = now.plus(NOTICE);
        if (asked != null && asked.isBefore(earliest)) {
            throw ProblemException.unprocessable(
                    "effective_too_soon",
                    "effective_from",
                    "effective_from: " + asked + " (expected: " + earliest + " or later)");
        }
        return asked == null ? earliest : asked;
    }

    private static String zone(@Nullable String asked) {
        if (asked == null) {
            return "UTC";
        }
        try {
            return ZoneId.of(asked).getId();
        } catch (DateTimeException e) {
            throw invalid("time_zone", asked, "an IANA zone");
        }
    }

    private static Map<String, Long> amounts(String param, @Nullable Map<String, Long> asked) {
        if (asked == null) {
            return Map.of();
        }
        asked.forEach((currency, minorUnits) -> {
            if (Currency.find(currency).isEmpty()) {
                throw invalid(param, currency, "ISO 4217 codes");
            }
            if (minorUnits == null || minorUnits < 0) {
                throw invalid(param, currency + "=" + minorUnits, "0 or more minor units");
            }
        });
        return Map.copyOf(asked);
    }

    private static ProblemException invalid(String param, String value, String expected) {
        return ProblemException.badRequest(
                "invalid_" + param, param, param + ": " + value + " (expected: " + expected + ")");
    }
}
