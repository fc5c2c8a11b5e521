package io.tollbridge.contracts;

/**
 * Topic names. Each is owned, and written to, by one service; but {@link #OPERATOR_ACTIONS} is
 * written to by every service that operators can ask, and read by operations.
 */
public final class Topics {

    public static final String PAYMENTS = "payments";
    public static final String CHECKOUT = "checkout";
    public static final String CHANNEL_OUTCOMES = "channel-outcomes";
    public static final String STATEMENTS = "statements";
    public static final String RISK = "risk";
    public static final String WEBHOOKS = "webhooks";
    public static final String COMPENSATION = "compensation";
    public static final String LEDGER = "ledger";
    public static final String SETTLEMENTS = "settlements";
    public static final String PAYOUTS = "payouts";
    public static final String RECONCILIATION = "reconciliation";
    public static final String FINANCE = "finance";
    public static final String MERCHANTS = "merchants";
    public static final String AUDIT = "audit";
    public static final String OPERATOR_ACTIONS = "operator-actions";
    public static final String CLOCK = "clock";

    private Topics() {}
}
