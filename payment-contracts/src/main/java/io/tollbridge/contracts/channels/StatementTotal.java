package io.tollbridge.contracts.channels;

import io.tollbridge.kernel.Money;

/** Control totals of a statement in one currency. */
public record StatementTotal(String currency, int count, Money gross, Money fee, Money net) {}
