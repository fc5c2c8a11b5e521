/**
 * Pays a session and closes it: the only caller of core-engine and of the vault.
 *
 * <p>Invariants: (1) a session has one payment, created under a key made from the session, and each
 * try one confirmation, under a key made from session and number: sent again word for word, never
 * as a second one; (2) an answer that does not say what became of the money leaves the session
 * paying until it is asked out; (3) a session's end is written first, then published, and published
 * again until it is marked so.
 *
 * <p>Started by the hosted page and by {@link io.tollbridge.checkout.payment.CheckoutSweeper}.
 * Emits {@code checkout_session.completed} and {@code checkout_session.expired}. Never sees a card
 * number: it passes ciphertext to the vault and gets a token.
 */
@NullMarked
package io.tollbridge.checkout.payment;

import org.jspecify.annotations.NullMarked;
