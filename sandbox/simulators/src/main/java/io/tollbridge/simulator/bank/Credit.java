package io.tollbridge.simulator.bank;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Money that comes in from outside: {@code amount} in minor units, once per {@code id}. */
record Credit(
        String id,
        String currency,
        long amount,
        LocalDate valueDate,
        String remittance,
        String debtor) {

    Credit {
        requireText("id", id);
        requireText("currency", currency);
        requireText("remittance", remittance);
        requireText("debtor", debtor);
        if (valueDate == null) {
            throw new IllegalArgumentException("value_date: missing (expected: yyyy-MM-dd)");
        }
    }

    private static void requireText(String name, @Nullable String value) {
        if (value == null || value.isBlank() || value.length() > 140) {
            throw new IllegalArgumentException(name + ": missing or longer than 140");
        }
    }
}
