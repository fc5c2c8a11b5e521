package io.tollbridge.reconciliation.matching;

import java.util.Locale;

/** How what a channel or bank says can differ from what we know. */
public enum BreakType {
    MISSING_AT_CHANNEL,
    MISSING_INTERNALLY,
    STATUS_MISMATCH,
    AMOUNT_MISMATCH,
    CURRENCY_MISMATCH,
    FEE_MISMATCH,
    DUPLICATE,
    CUTOFF_TIMING,
    BATCH_TOTAL_MISMATCH,
    BANK_MISSING,
    BANK_SHORT,
    BANK_OVER,
    BANK_UNIDENTIFIED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static BreakType ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
