package io.tollbridge.simulator.acquirer.books;

/** What the last two digits of an amount ask for. */
public enum MagicAmount {
    NONE(-1),
    /** Booked, never answered: an inquiry finds it. */
    BOOKED_NOT_ANSWERED(91),
    /** Lost on the way in: an inquiry does not find it. */
    LOST(92),
    ANSWERED_TWICE(93),
    AMOUNT_ALTERED_IN_ANSWER(95),
    MISSING_FROM_STATEMENT(96),
    FEE_DIFFERS_IN_STATEMENT(97),
    SUCCESS_ON_STATEMENT_ONLY(98),
    /** The first sends are answered 96, the next one goes through. */
    MALFUNCTION_BURST(99);

    private final int lastTwoDigits;

    MagicAmount(int lastTwoDigits) {
        this.lastTwoDigits = lastTwoDigits;
    }

    public static MagicAmount of(long amountMinor) {
        long digits = amountMinor % 100;
        for (MagicAmount magic : values()) {
            if (magic.lastTwoDigits == digits) {
                return magic;
            }
        }
        return NONE;
    }

    /** Refunds know the two timeouts only. */
    public MagicAmount forRefund() {
        return this == BOOKED_NOT_ANSWERED || this == LOST ? this : NONE;
    }
}
