/**
 * The bank's statements against what it should show: what channels owe us, what we have paid out.
 *
 * <p>Invariants: (1) what a channel owes for a day is its statement's net and what it carried from
 * days before; a negative sum is carried on. (2) An entry has one outcome, kept; the same entry
 * again changes nothing. (3) An entry whose counterpart may still come waits for a while before it
 * is a break. (4) One file speaks for a bank's day; another one is refused with a break.
 *
 * <p>Started by closed days, payout events, {@code BankEntry}, {@code BankStatementCompleted} and
 * the sweeper; emits {@code FundingMatched}, {@code PayoutMatched} and breaks. Does not change
 * payouts: settlement reads the same statement.
 */
@NullMarked
package io.tollbridge.reconciliation.bank;

import org.jspecify.annotations.NullMarked;
