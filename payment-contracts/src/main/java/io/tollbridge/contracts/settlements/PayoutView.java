package io.tollbridge.contracts.settlements;

import io.tollbridge.kernel.MerchantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payout as merchants and events see it.
 *
 * @param object always {@code payout}
 * @param status {@code pending, in_transit, paid, failed}
 * @param destination the IBAN, masked
 * @param batches the settlement batches it pays
 */
public record PayoutView(
        String id,
        String object,
        MerchantId merchantId,
        boolean livemode,
        long amount,
        String currency,
        String status,
        String destination,
        List<String> batches,
        @Nullable LocalDate arrivalDate,
        @Nullable String bankReference,
        @Nullable String failureReason,
        Instant created,
        long version) {}
