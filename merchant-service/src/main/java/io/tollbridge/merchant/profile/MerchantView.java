package io.tollbridge.merchant.profile;

import io.tollbridge.contracts.merchants.FeePlan;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.contracts.merchants.PayoutAccount;
import io.tollbridge.contracts.merchants.SettlementPlan;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.merchant.apikey.ApiKeyView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A merchant as it sees itself.
 *
 * @param object always {@code merchant}
 * @param payoutAccount with the account number masked
 * @param keys its first keys, only in the answer to its creation
 */
record MerchantView(
        MerchantId id,
        String object,
        String name,
        String country,
        String mcc,
        String timeZone,
        String cutoff,
        String status,
        List<FeePlan> feePlans,
        List<SettlementPlan> settlementPlans,
        @Nullable PayoutAccount payoutAccount,
        Instant created,
        long version,
        @Nullable List<ApiKeyView> keys) {

    static MerchantView of(Merchant merchant) {
        return of(merchant, null);
    }

    static MerchantView of(Merchant merchant, @Nullable List<ApiKeyView> keys) {
        MerchantProfile profile = merchant.profile();
        PayoutAccount account = profile.payoutAccount();
        return new MerchantView(
                profile.merchantId(),
                "merchant",
                profile.name(),
                profile.country(),
                profile.mcc(),
                profile.timeZone(),
                profile.cutoff(),
                profile.status(),
                profile.feePlans(),
                profile.settlementPlans(),
                account == null ? null : PayoutAccounts.masked(account),
                merchant.createdAt(),
                profile.version(),
                keys);
    }
}
