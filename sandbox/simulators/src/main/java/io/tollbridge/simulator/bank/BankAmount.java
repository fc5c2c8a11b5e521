package io.tollbridge.simulator.bank;

import java.math.BigDecimal;
import java.util.Currency;

/** Minor units to and from the decimal amounts of ISO 20022. */
final class BankAmount {

    private BankAmount() {}

    /** Throws IllegalArgumentException for an unknown currency or too many decimals. */
    static long minor(String decimal, String currency) {
        if (!decimal.matches("[0-9]{1,15}(\\.[0-9]{1,5})?")) {
            throw new IllegalArgumentException(decimal + " (expected: digits with a point)");
        }
        try {
            return new BigDecimal(decimal).movePointRight(digits(currency)).longValueExact();
        } catch (ArithmeticException _) {
            throw new IllegalArgumentException(
                    decimal + " (expected: at most " + digits(currency) + " decimals)");
        }
    }

    static String decimal(long minor, String currency) {
        return BigDecimal.valueOf(minor, digits(currency)).toPlainString();
    }

    private static int digits(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
