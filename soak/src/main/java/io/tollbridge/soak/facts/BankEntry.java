package io.tollbridge.soak.facts;

/**
 * A booking as the bank has it.
 *
 * @param reference of the credit or of our payout
 * @param amount in minor units; below 0 what left the account
 */
public record BankEntry(String kind, String reference, String currency, long amount) {}
