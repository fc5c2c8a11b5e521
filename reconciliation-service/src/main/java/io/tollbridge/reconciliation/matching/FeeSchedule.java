package io.tollbridge.reconciliation.matching;

import io.tollbridge.kernel.Money;
import java.math.RoundingMode;

/**
 * What a channel may keep: of money taken a share, rounded half up, plus a fixed part; of refunds
 * nothing.
 */
public record FeeSchedule(int basisPoints, long fixedMinor) {

    public Money feeOn(Money gross) {
        if (!gross.isPositive()) {
            return Money.zero(gross.currency());
        }
        return gross.basisPoints(basisPoints, RoundingMode.HALF_UP)
                .plus(new Money(fixedMinor, gross.currency()));
    }
}
