package io.tollbridge.simulator.acquirer.books;

import java.time.LocalDate;

/** A credit the acquirer owes the platform's client-money account for one day and currency. */
public record Funding(
        String id, LocalDate businessDate, String currency, long amountMinor, boolean sent) {

    static Funding due(LocalDate date, String currency, long amountMinor) {
        return new Funding("acq-" + date + "-" + currency, date, currency, amountMinor, false);
    }

    Funding asSent() {
        return new Funding(id, businessDate, currency, amountMinor, true);
    }
}
