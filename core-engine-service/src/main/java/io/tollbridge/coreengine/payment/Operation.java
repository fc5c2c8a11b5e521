package io.tollbridge.coreengine.payment;

/** What is asked of a channel. */
public enum Operation {
    /** Hold the amount. */
    AUTHORISE,
    /** Hold and take in one message. */
    PURCHASE,
    /** Hold more than a standing hold does. */
    INCREMENT,
    /** Take a held amount. */
    CAPTURE,
    /** Let a held amount go, all of it. */
    VOID,
    /** Let the rest of a held amount go, after a part was taken. */
    RELEASE,
    /** Give a taken amount back. */
    REFUND;

    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public boolean opensPayment() {
        return this == AUTHORISE || this == PURCHASE;
    }

    /** Whether it is itself an undoing. */
    public boolean letsGo() {
        return this == VOID || this == RELEASE;
    }

    /** Whether a payment may have many of them. */
    public boolean isRepeatable() {
        return this == INCREMENT || this == CAPTURE || this == REFUND;
    }
}
