package io.tollbridge.reconciliation.bank;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Money;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** What a channel's bank credit says it is for, and what it should amount to. */
final class FundingPolicy {

    private FundingPolicy() {}

    /** The day and currency a credit is for. */
    record Purpose(LocalDate date, Currency currency) {}

    /** Reads {@code <prefix> <date> <currency>}; empty when it says anything else. */
    static Optional<Purpose> purposeOf(String remittance, String prefix) {
        if (!remittance.startsWith(prefix + " ")) {
            return Optional.empty();
        }
        String[] words = remittance.substring(prefix.length() + 1).strip().split(" ", -1);
        if (words.length != 2) {
            return Optional.empty();
        }
        try {
            var date = LocalDate.parse(words[0]);
            return Currency.find(words[1]).map(currency -> new Purpose(date, currency));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /**
     * What is owed for a day: its net, and what the day before could not pay because it was
     * negative.
     */
    static Money expected(Money net, Money expectedBefore) {
        return expectedBefore.isNegative() ? net.plus(expectedBefore) : net;
    }
}
