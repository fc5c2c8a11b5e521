/**
 * Settlement batches: every capture and refund in exactly one, closed once, paid on T+N.
 *
 * <p>Invariants: (1) an item goes into the batch of its own settlement date unless that batch is
 * closed <em>and provably without it</em>; then into the next one. A closed batch takes no item any
 * more, so absence from it is for ever, and every consumer, however late, walks to the same batch:
 * no claim needs to be written. (2) An item is never rewritten: its fee is that of the plan in
 * force at capture. (3) Closing is two steps, first shut, then sealed over what is in it; a sealed
 * batch never changes. (4) Events come out before offsets are committed or the row in {@code
 * batch_due} goes.
 *
 * <p>Started by {@code PaymentCaptured}, {@code RefundSucceeded} and the business clock; emits
 * {@code SettlementItemAdded}, {@code SettlementClosed}, {@code SettlementMatured}. Does not decide
 * dates of items (core-engine did) nor pay anybody.
 */
@NullMarked
package io.tollbridge.settlement.batch;

import org.jspecify.annotations.NullMarked;
