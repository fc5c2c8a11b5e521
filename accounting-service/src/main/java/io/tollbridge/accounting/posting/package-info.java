/**
 * Owns the chart of accounts, the rules from events to postings, and the postings themselves.
 *
 * <p>Invariants: (1) a journal has at least two lines, one currency, amounts above 0 and equal
 * debits and credits, or it cannot be built; (2) a posting's id and content follow from its source
 * event alone, so that booking it again changes nothing; (3) postings and entries are inserted,
 * never changed: a correction is another posting, and what older rules have booked stands; (4) an
 * id that comes back with other content by the same rules stops the ledger.
 *
 * <p>Started by {@code booking}; read at {@code GET /v1/ledger/postings/**} and {@code
 * /v1/ledger/payments/**}. Emits nothing itself. Does not sum: see {@code balance}.
 */
@NullMarked
package io.tollbridge.accounting.posting;

import org.jspecify.annotations.NullMarked;
