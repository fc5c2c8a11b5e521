package io.tollbridge.accounting.posting;

import java.util.Locale;

/** The rows of the posting rules. Names are part of posting ids: they never change. */
public enum Rule {
    HOLD,
    HOLD_RELEASE,
    CAPTURE,
    REFUND_ACCEPTED,
    REFUND_CONFIRMED,
    REFUND_FAILED,
    MERCHANT_FEE,
    SETTLEMENT_MATURED,
    PAYOUT_CREATED,
    PAYOUT_FAILED,
    CHANNEL_SETTLED,
    CHANNEL_FUNDED,
    PAYOUT_DEBITED,
    PAYOUT_RETURNED,
    DISPUTE_WITHDRAWN,
    DISPUTE_REINSTATED,
    DISPUTE_LOST;

    /** The word on the wire and in tables, {@code merchant_fee}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Rule ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
