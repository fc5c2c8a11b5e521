/**
 * When holds end: which payments to look at, hour by hour of business time.
 *
 * <p>Invariants: (1) a deadline is noted before the hold can exist, so none is forgotten; (2) what
 * becomes of a payment at its deadline is decided by the payment alone: a note too many changes
 * nothing; (3) an hour is left behind only when all its notes are dealt with.
 *
 * <p>Starts: a timer. Emits nothing. Does not know what a payment is ({@code command} does).
 */
@NullMarked
package io.tollbridge.coreengine.deadline;

import org.jspecify.annotations.NullMarked;
