/**
 * A bank: holds the platform's client-money accounts, takes pain.001, writes camt.053.
 *
 * <ol>
 *   <li>A payment is fsynced before it is acknowledged; a message id and an end-to-end id each pay
 *       at most once.
 *   <li>An account never goes below zero; a payment that finds no money by the end of its day is
 *       rejected.
 *   <li>Closing balance = opening balance + entries, and a statement once given never changes.
 * </ol>
 *
 * <p>Started by {@link BankSimulator}: {@code /payments}, {@code /statements}, {@code /__admin}. It
 * does not know the platform and pays nobody outside: money that leaves is gone.
 */
@NullMarked
package io.tollbridge.simulator.bank;

import org.jspecify.annotations.NullMarked;
