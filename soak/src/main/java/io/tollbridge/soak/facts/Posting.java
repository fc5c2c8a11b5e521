package io.tollbridge.soak.facts;

import java.util.List;

/** A posting of the ledger, with the event that it is made of. */
public record Posting(
        String id, String rule, String sourceEvent, String currency, List<Line> lines) {

    /** {@code amount} in minor units, above 0. */
    public record Line(String account, boolean debit, long amount) {

        /** Debits count up, credits down. */
        public long net() {
            return debit ? amount : Math.negateExact(amount);
        }
    }

    public Posting {
        lines = List.copyOf(lines);
    }

    /** The sum of its debits. */
    public long debits() {
        return lines.stream().filter(Line::debit).mapToLong(Line::amount).reduce(0, Math::addExact);
    }
}
