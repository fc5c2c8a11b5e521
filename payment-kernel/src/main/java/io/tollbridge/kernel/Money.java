package io.tollbridge.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of one currency in its minor units (cents for EUR, yen for JPY). Exact: every operation
 * either gives the true result or throws {@link ArithmeticException}.
 *
 * @param minorUnits the amount in minor units, may be negative (a refund line, a negative balance)
 * @param currency the currency
 */
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {

    /** Shorthand for {@code new Money(minorUnits, Currency.of(code))}. */
    public static Money of(long minorUnits, String code) {
        return new Money(minorUnits, Currency.of(code));
    }

    /** Nothing of a currency. */
    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** The sum. Throws when the currencies differ or the result does not fit. */
    public Money plus(Money other) {
        return new Money(Math.addExact(minorUnits, same(other).minorUnits), currency);
    }

    /** The difference. Throws when the currencies differ or the result does not fit. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minorUnits, same(other).minorUnits), currency);
    }

    /** The same amount with the other sign. */
    public Money negated() {
        return new Money(Math.negateExact(minorUnits), currency);
    }

    /**
     * A share of this amount in basis points (1/100 of a percent), rounded as the caller says; the
     * caller also says where the remainder goes.
     */
    public Money basisPoints(int basisPoints, RoundingMode rounding) {
        var share =
                BigDecimal.valueOf(minorUnits)
                        .multiply(BigDecimal.valueOf(basisPoints))
                        .divide(BigDecimal.valueOf(10_000), 0, rounding);
        return new Money(share.longValueExact(), currency);
    }

    public boolean isZero() {
        return minorUnits == 0;
    }

    public boolean isPositive() {
        return minorUnits > 0;
    }

    public boolean isNegative() {
        return minorUnits < 0;
    }

    public boolean isMoreThan(Money other) {
        return minorUnits > same(other).minorUnits;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minorUnits, same(other).minorUnits);
    }

    /** The amount in major units with all its digits, for people: {@code 12.30 EUR}. */
    @Override
    public String toString() {
        return decimal() + " " + currency;
    }

    /** The amount in major units with all its digits and no currency: {@code 12.30}. */
    public String decimal() {
        return BigDecimal.valueOf(minorUnits, currency.exponent()).toPlainString();
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new ArithmeticException(
                    "currency: " + other.currency + " (expected: " + currency + ")");
        }
        return other;
    }
}
