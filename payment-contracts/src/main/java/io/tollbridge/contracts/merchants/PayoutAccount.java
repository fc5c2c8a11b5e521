package io.tollbridge.contracts.merchants;

/** Where payouts go. */
public record PayoutAccount(String holder, String iban) {}
