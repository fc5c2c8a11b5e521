package io.tollbridge.soak.facts;

/** A difference that reconciliation has found; {@code amount} is the operation's, 0 for none. */
public record Break(
        String id, String type, String status, String payment, String reference, long amount) {}
