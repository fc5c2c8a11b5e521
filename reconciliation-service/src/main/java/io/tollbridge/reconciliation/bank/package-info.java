/**
 * The bank's statements against what it should show: what channels owe us, what we have paid out.
 *
 * <p>Invariants: (1) what a channel owes for a day is its statement's net and what it carried from
 * days before; a negative sum is carried on. (2) An entry has one outcome, kept; the same entry
 * again changes nothing. (3) An entry whose counterpart may still come waits for a while before it
 * is a break; a return waits for the debit of its payout. (4) One file speaks for a bank's day;
 * another one is refused with a break. (5) A payout's debit and its return are told when they are
 * of the whole amount; any other is a break and moves nothing. (6) Only payouts of the platform's
 * own mode are found.
 *
 * <p>Started by closed days, payout events, {@code BankEntry}, {@code BankStatementCompleted} and
 * the sweeper; emits {@code FundingMatched}, {@code PayoutMatched}, {@code PayoutReturned} and
 * breaks. Does not change payouts: settlement goes by what is told here.
 */
@NullMarked
package io.tollbridge.reconciliation.bank;

import org.jspecify.annotations.NullMarked;
