package io.tollbridge.contracts.merchants;

import io.tollbridge.kernel.MerchantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A merchant, whole. Plans are listed by effective date; the one in force at an instant is the last
 * that began before or at it.
 *
 * @param timeZone IANA zone of the merchant's business day
 * @param cutoff local time the business day ends at, {@code HH:mm}
 * @param status {@code active} or {@code suspended}
 */
public record MerchantProfile(
        MerchantId merchantId,
        String name,
        String country,
        String mcc,
        String timeZone,
        String cutoff,
        String status,
        List<FeePlan> feePlans,
        List<SettlementPlan> settlementPlans,
        @Nullable PayoutAccount payoutAccount,
        long version) {}
