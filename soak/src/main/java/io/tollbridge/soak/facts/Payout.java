package io.tollbridge.soak.facts;

/** A payout as settlement has it; {@code amount} in minor units. */
public record Payout(String id, String merchant, String currency, long amount, String state) {}
