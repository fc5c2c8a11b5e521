/**
 * A card acquirer: ISO 8583:1987 over TCP, its own books, its own statement, its own money.
 *
 * <ol>
 *   <li>An operation is fsynced before it is answered; a reference is booked at most once.
 *   <li>Captured never exceeds authorised, refunded never exceeds captured.
 *   <li>A reversal of an unknown reference fences it: a late original is refused.
 *   <li>A closed day never changes; its statement and its funding follow from the books alone.
 *   <li>A card number is masked before anything is kept or logged.
 * </ol>
 *
 * <p>Started by {@link AcquirerSimulator}: TCP link, HTTP ({@code /statements}, {@code /__admin}),
 * and a sweeper that closes days and credits the bank. It does not know the platform, and shares
 * with the platform's adapter nothing but the codec library.
 */
@NullMarked
package io.tollbridge.simulator.acquirer;

import org.jspecify.annotations.NullMarked;
