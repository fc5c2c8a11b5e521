package io.tollbridge.accounting.posting;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * What one rule books of one event: lines of one currency whose debits equal their credits. One
 * that does not balance cannot be built.
 *
 * @param lines at least two, amounts above 0
 */
public record Journal(Rule rule, Currency currency, List<Line> lines) {

    public Journal {
        lines = List.copyOf(lines);
        long debits = sum(lines, Side.DEBIT);
        long credits = sum(lines, Side.CREDIT);
        if (lines.size() < 2 || debits != credits) {
            throw new IllegalArgumentException(
                    "journal "
                            + rule.wire()
                            + ": debits "
                            + debits
                            + ", credits "
                            + credits
                            + " in "
                            + lines.size()
                            + " lines (expected: equal, at least 2 lines)");
        }
    }

    /**
     * One side of a posting.
     *
     * @param amount minor units, above 0
     */
    public record Line(Account account, Side side, long amount) {
        public Line {
            if (amount <= 0) {
                throw new IllegalArgumentException(
                        "line " + account + ": " + amount + " (expected: > 0)");
            }
        }
    }

    /** What an account gains as a debit; below zero is a credit, zero is no line. */
    public record Leg(Account account, Money debit) {}

    /** The journal of these legs; none when they are all zero. */
    static List<Journal> of(Rule rule, Leg... legs) {
        Currency currency = legs[0].debit.currency();
        var lines = new ArrayList<Line>();
        for (Leg leg : legs) {
            if (!leg.debit.currency().equals(currency)) {
                throw new IllegalArgumentException(
                        "journal "
                                + rule.wire()
                                + ": "
                                + leg.debit.currency()
                                + " (expected: "
                                + currency
                                + ")");
            }
            if (!leg.debit.isZero()) {
                long units = leg.debit.minorUnits();
                lines.add(
                        new Line(
                                leg.account,
                                units > 0 ? Side.DEBIT : Side.CREDIT,
                                Math.absExact(units)));
            }
        }
        return lines.isEmpty() ? List.of() : List.of(new Journal(rule, currency, lines));
    }

    /** A journal of two lines; a negative amount goes the other way round. */
    static List<Journal> move(Rule rule, Money amount, Account debit, Account credit) {
        return of(rule, new Leg(debit, amount), new Leg(credit, amount.negated()));
    }

    /** The sum of one side, which is the sum of the other. */
    public long total() {
        return sum(lines, Side.DEBIT);
    }

    private static long sum(List<Line> lines, Side side) {
        long sum = 0;
        for (Line line : lines) {
            sum = line.side == side ? Math.addExact(sum, line.amount) : sum;
        }
        return sum;
    }
}
