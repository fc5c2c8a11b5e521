package io.tollbridge.merchant.profile;

import io.tollbridge.contracts.merchants.FeePlan;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.contracts.merchants.PayoutAccount;
import io.tollbridge.contracts.merchants.SettlementPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What plans a merchant has when none is given, and how a new one joins the others. */
final class PlanPolicy {

    private static final int DEFAULT_BASIS_POINTS = 150;
    private static final Map<String, Long> DEFAULT_FIXED =
            Map.of("EUR", 25L, "USD", 25L, "GBP", 20L, "CHF", 25L, "JPY", 30L);

    private PlanPolicy() {}

    static FeePlan defaultFees(String id, Instant from) {
        return new FeePlan(id, from, DEFAULT_BASIS_POINTS, DEFAULT_FIXED, "keep_fee");
    }

    static SettlementPlan defaultSettlement(String id, Instant from) {
        return new SettlementPlan(id, from, 1, "TARGET", Map.of());
    }

    static MerchantProfile with(MerchantProfile old, FeePlan plan) {
        return changed(
                old,
                joined(old.feePlans(), plan, FeePlan::id, FeePlan::effectiveFrom),
                old.settlementPlans(),
                old.payoutAccount());
    }

    static MerchantProfile with(MerchantProfile old, SettlementPlan plan) {
        return changed(
                old,
                old.feePlans(),
                joined(
                        old.settlementPlans(),
                        plan,
                        SettlementPlan::id,
                        SettlementPlan::effectiveFrom),
                old.payoutAccount());
    }

    static MerchantProfile with(MerchantProfile old, PayoutAccount account) {
        return changed(old, old.feePlans(), old.settlementPlans(), account);
    }

    /** The same list when the plan is in it already: the request was carried out before. */
    private static <P> List<P> joined(
            List<P> plans, P added, Function<P, String> id, Function<P, Instant> from) {
        if (plans.stream().anyMatch(plan -> id.apply(plan).equals(id.apply(added)))) {
            return plans;
        }
        var all = new ArrayList<>(plans);
        all.add(added);
        all.sort(Comparator.comparing(from)); // stable: of two that begin together the newer wins
        return List.copyOf(all);
    }

    private static MerchantProfile changed(
            MerchantProfile old,
            List<FeePlan> fees,
            List<SettlementPlan> settlements,
            @Nullable PayoutAccount account) {
        var next =
                new MerchantProfile(
                        old.merchantId(),
                        old.name(),
                        old.country(),
                        old.mcc(),
                        old.timeZone(),
                        old.cutoff(),
                        old.status(),
                        fees,
                        settlements,
                        account,
                        old.version());
        return next.equals(old) ? old : next;
    }
}
