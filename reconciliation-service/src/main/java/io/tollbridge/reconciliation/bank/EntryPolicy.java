package io.tollbridge.reconciliation.bank;

import io.tollbridge.kernel.Money;
import io.tollbridge.reconciliation.matching.BreakType;
import org.jspecify.annotations.Nullable;

/** Compares an amount that a bank shows with the one it should show. */
final class EntryPolicy {

    private EntryPolicy() {}

    /** What can come of it. */
    sealed interface Verdict {
        record Agrees() implements Verdict {}

        record Differs(BreakType type, String detail) implements Verdict {}
    }

    /**
     * The verdict on an entry.
     *
     * @param shownBefore the reference of the entry that was taken for the same money, if any
     */
    static Verdict compare(
            Money expected, Money actual, String reference, @Nullable String shownBefore) {
        if (shownBefore != null && !shownBefore.equals(reference)) {
            return new Verdict.Differs(BreakType.DUPLICATE, "was shown before as " + shownBefore);
        }
        if (!expected.currency().equals(actual.currency())) {
            return new Verdict.Differs(BreakType.CURRENCY_MISMATCH, "another currency");
        }
        int order = actual.compareTo(expected);
        if (order == 0) {
            return new Verdict.Agrees();
        }
        return order < 0
                ? new Verdict.Differs(BreakType.BANK_SHORT, "less than expected")
                : new Verdict.Differs(BreakType.BANK_OVER, "more than expected");
    }
}
