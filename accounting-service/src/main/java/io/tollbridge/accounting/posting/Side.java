package io.tollbridge.accounting.posting;

import java.util.Locale;

/** The two sides of a posting. */
public enum Side {
    DEBIT,
    CREDIT;

    /** The word on the wire and in tables: {@code debit} or {@code credit}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Side ofWire(String wire) {
        return wire.equals(DEBIT.wire()) ? DEBIT : valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
