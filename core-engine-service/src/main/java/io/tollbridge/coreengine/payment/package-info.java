/**
 * What a payment is and what can happen to it. Pure: no Spring, no Cassandra, no JSON, no clock.
 *
 * <p>Invariants: (1) state moves only along {@link
 * io.tollbridge.coreengine.payment.PaymentLifecycle}; (2) what a channel did not clearly say is
 * unknown, never failed; (3) captured and on its way to be is at most authorised, refunds accepted
 * and not failed and what banks took back are at most captured, unless a bank takes back what was
 * refunded: then the payment is {@code conflicted}; (4) another amount than asked for is never
 * booked.
 */
@NullMarked
package io.tollbridge.coreengine.payment;

import org.jspecify.annotations.NullMarked;
