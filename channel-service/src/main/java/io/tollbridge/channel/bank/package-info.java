/**
 * Payouts out of the client-money account, and the bank's word on that account.
 *
 * <ol>
 *   <li>An instruction is the same bytes each time the same payout is instructed; message and
 *       end-to-end id are the payout's id, so the bank takes it once.
 *   <li>REJECTED only when the bank named a reason that another try would not change; silence,
 *       errors and refusals of the connection are UNCLEAR and are instructed again.
 *   <li>Money has left only when the bank's statement says so.
 * </ol>
 *
 * <p>Started by {@code BankApi} (settlement) and by the statement sweeper; emits nothing itself.
 * ISO 20022: pain.001.001.09 out, camt.053.001.08 in. It keeps no state.
 */
@NullMarked
package io.tollbridge.channel.bank;

import org.jspecify.annotations.NullMarked;
