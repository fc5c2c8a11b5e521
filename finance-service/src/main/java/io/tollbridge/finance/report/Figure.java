package io.tollbridge.finance.report;

import io.tollbridge.kernel.Money;

/**
 * A total beside the journal lines it must equal.
 *
 * @param amount as the service says that decided it
 * @param ledgerTotal as the ledger has booked it
 * @param postings how many postings are in {@code ledgerTotal}
 */
record Figure(Money amount, Money ledgerTotal, long postings) {

    boolean isEqual() {
        return amount.equals(ledgerTotal);
    }

    Figure plus(Figure other) {
        return new Figure(
                amount.plus(other.amount),
                ledgerTotal.plus(other.ledgerTotal),
                postings + other.postings);
    }

    Figure negated() {
        return new Figure(amount.negated(), ledgerTotal.negated(), postings);
    }

    Figure minus(Figure other) {
        return new Figure(
                amount.minus(other.amount),
                ledgerTotal.minus(other.ledgerTotal),
                postings + other.postings);
    }
}
