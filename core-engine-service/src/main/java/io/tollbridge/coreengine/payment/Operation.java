package io.tollbridge.coreengine.payment;

/** What is asked of a channel. */
public enum Operation {
    /** Hold the amount. */
    AUTHORISE,
    /** Hold and take in one message. */
    PURCHASE,
    /** Take a held amount. */
    CAPTURE,
    /** Let a held amount go. */
    VOID,
    /** Give a taken amount back. */
    REFUND;

    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public boolean opensPayment() {
        return this == AUTHORISE || this == PURCHASE;
    }
}
