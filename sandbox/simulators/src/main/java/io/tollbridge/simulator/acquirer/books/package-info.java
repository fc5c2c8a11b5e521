/**
 * The acquirer's own books: what was asked, what was answered, what a day comes to.
 *
 * <ol>
 *   <li>A reference is booked at most once; a fenced one never.
 *   <li>Captured never exceeds authorised, refunded never exceeds captured.
 *   <li>An answer is on disk before anyone sees it.
 *   <li>A closed day takes no more operations; its statement and its funding follow from the books.
 * </ol>
 *
 * <p>Asked by the link (orders, inquiries) and by the sweeper (closing, funding). It knows no
 * message format and sends nothing.
 */
@NullMarked
package io.tollbridge.simulator.acquirer.books;

import org.jspecify.annotations.NullMarked;
