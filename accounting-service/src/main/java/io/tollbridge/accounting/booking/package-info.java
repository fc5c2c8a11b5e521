/**
 * Turns what has happened into postings, balances and an announcement.
 *
 * <p>Order of one batch: read what is booked, insert postings and views, publish {@code
 * ledger.journal_posted}, count balances, and only then let the offsets be committed. Invariants:
 * (1) each of these steps can be done again; whatever stops in between is finished by the replay;
 * (2) a replay repeats all of them but counts nothing twice; (3) of the copies of an event one is
 * booked; a copy that would book something else by the same rules is refused, and so parked until a
 * person has looked; (4) what is stored is what counts, whatever the rules are by now.
 *
 * <p>Started by the topics {@code payments, settlements, payouts, reconciliation}. Emits {@code
 * ledger.journal_posted}. Events of the other mode belong to another ledger and are passed over;
 * those that name no mode are of this one's, since reconciliation matches no other's.
 */
@NullMarked
package io.tollbridge.accounting.booking;

import org.jspecify.annotations.NullMarked;
