/**
 * The hosted page: what the shopper sees and presses.
 *
 * <p>Invariants: (1) a card number is readable in the card frame only, which has an origin of its
 * own and may send nothing; the page and this service see ciphertext; (2) nothing is loaded but the
 * files of {@code script-inventory.json}, each with its hash (PCI DSS 6.4.3), and the service does
 * not start with another one; (3) a payment is tried only with the ticket of that try, bound to the
 * browser that got the page, so a double click, a reload or another site cannot make a second one.
 *
 * <p>Started by {@code /pay/**}. Decides nothing about money: it shows how a session stands and
 * hands tries to {@code payment}.
 */
@NullMarked
package io.tollbridge.checkout.page;

import org.jspecify.annotations.NullMarked;
