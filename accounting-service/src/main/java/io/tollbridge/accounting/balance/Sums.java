package io.tollbridge.accounting.balance;

import io.tollbridge.accounting.posting.Side;
import java.math.BigInteger;

/**
 * Both sides of an account, in minor units, without a limit.
 *
 * @param entries how many lines are in it
 */
public record Sums(BigInteger debits, BigInteger credits, long entries) {

    public static final Sums ZERO = new Sums(BigInteger.ZERO, BigInteger.ZERO, 0);

    public Sums plus(Side side, long amount) {
        var units = BigInteger.valueOf(amount);
        return side == Side.DEBIT
                ? new Sums(debits.add(units), credits, entries + 1)
                : new Sums(debits, credits.add(units), entries + 1);
    }

    public Sums plus(Sums other) {
        return new Sums(
                debits.add(other.debits), credits.add(other.credits), entries + other.entries);
    }

    /** Debits less credits. */
    public BigInteger difference() {
        return debits.subtract(credits);
    }

    /** What the account holds: positive on its normal side. */
    public BigInteger balance(Side normalSide) {
        return normalSide == Side.DEBIT ? difference() : difference().negate();
    }
}
