/**
 * Owns checkout sessions: what is to be paid, by when, and what came of it.
 *
 * <p>Invariants: (1) a session moves only along {@link
 * io.tollbridge.checkout.session.CheckoutLifecycle}, by one conditional write per step; (2) a try
 * is written before its payment call, and no second try starts while one is open; (3) a session
 * with a try under way does not expire: the money decides; (4) an ended session never changes.
 *
 * <p>Started by the API, the hosted page and the sweeper. Keeps, per session, an appointment to be
 * looked at again, written before the step that needs it. Publishes nothing itself and calls no
 * other service for a payment; that is {@code payment}.
 */
@NullMarked
package io.tollbridge.checkout.session;

import org.jspecify.annotations.NullMarked;
