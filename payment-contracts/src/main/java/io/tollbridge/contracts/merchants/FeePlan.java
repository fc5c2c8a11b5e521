package io.tollbridge.contracts.merchants;

import java.time.Instant;
import java.util.Map;

/**
 * What a merchant pays for a captured payment: a share plus a fixed part.
 *
 * @param basisPoints hundredths of a percent of the amount, rounded half up
 * @param fixed minor units by currency; a currency not named pays none
 * @param refundPolicy {@code keep_fee}: a refund gives no fee back
 */
public record FeePlan(
        String id,
        Instant effectiveFrom,
        int basisPoints,
        Map<String, Long> fixed,
        String refundPolicy) {}
