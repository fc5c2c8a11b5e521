package io.tollbridge.sandbox.demo;

import java.math.BigDecimal;
import java.util.Currency;

/** Minor units for people. */
final class Amounts {

    private Amounts() {}

    static String of(long minorUnits, String currency) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        return BigDecimal.valueOf(minorUnits, digits).toPlainString() + " " + currency;
    }
}
