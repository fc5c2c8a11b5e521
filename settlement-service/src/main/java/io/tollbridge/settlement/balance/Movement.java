package io.tollbridge.settlement.balance;

import io.tollbridge.kernel.Money;
import java.time.Instant;

/**
 * One line of a balance's history; counts once.
 *
 * @param id what it follows from: a batch's close, a payout's step
 */
record Movement(String id, String reason, Money amount, Instant at) {}
