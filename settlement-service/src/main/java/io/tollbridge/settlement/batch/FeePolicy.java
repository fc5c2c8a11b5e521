package io.tollbridge.settlement.batch;

import io.tollbridge.kernel.Money;
import java.math.RoundingMode;
import java.util.Map;

/**
 * What a merchant pays for a capture: a share of it, rounded half up, plus a fixed part.
 *
 * @param fixed minor units by currency; none for a currency that is not named
 * @param refundPolicy {@code keep_fee}: the fee of the capture stays ours, a refund costs nothing
 */
record FeePolicy(String planId, int basisPoints, Map<String, Long> fixed, String refundPolicy) {

    Money onCapture(Money gross) {
        long fixedPart = fixed.getOrDefault(gross.currency().code(), 0L);
        return gross.basisPoints(basisPoints, RoundingMode.HALF_UP)
                .plus(new Money(fixedPart, gross.currency()));
    }

    Money onRefund(Money refunded) {
        if (!refundPolicy.equals("keep_fee")) {
            throw new IllegalStateException(
                    "refund policy: " + refundPolicy + " (expected: keep_fee)");
        }
        return Money.zero(refunded.currency());
    }
}
