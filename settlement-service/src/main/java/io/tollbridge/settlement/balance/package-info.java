/**
 * What is a merchant's, in a currency, and paying it out.
 *
 * <p>Invariants: (1) balance, movements and payouts are one partition and move in one conditional
 * write; a movement counts once by its id. (2) A payout is reserved before the bank is told, posted
 * when reconciliation finds it on a bank statement, given back when it finds the return, released
 * when the bank refuses; an unclear answer is asked again with the same id, never guessed, and so
 * is an accepted one, daily: a bank may refuse later what it has accepted. (3) reserved plus paid
 * never exceeds what was credited. (4) A negative balance is carried forward and blocks payouts.
 * (5) Each state of a payout is published before the next one is reached, with the time at which it
 * was reached: the one of its movement, the same in every copy.
 *
 * <p>Started by settled and matured batches, by {@code PayoutMatched}, {@code PayoutReturned} and
 * its sweeper; emits {@code PayoutCreated, PayoutSent, PayoutPaid, PayoutFailed}. Reads no bank
 * statement, and does not move a payout by hand.
 */
@NullMarked
package io.tollbridge.settlement.balance;

import org.jspecify.annotations.NullMarked;
