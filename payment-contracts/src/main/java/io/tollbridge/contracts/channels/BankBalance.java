package io.tollbridge.contracts.channels;

import io.tollbridge.kernel.Money;

/** Opening and closing booked balance of one account in one currency. */
public record BankBalance(String account, Money opening, Money closing) {}
