/**
 * Owns the sums over postings: balances per account, currency and day, and the trial balance.
 *
 * <p>Invariants: (1) sums and the offsets they include move in one conditional write on one
 * partition, so that a crash, a replay or a second owner counts no record twice and none less; (2)
 * at the offsets of the balances, postings, entries and balances have equal sums; (3) per currency
 * debits equal credits; (4) a posting that comes for an offset that was passed is counted in a next
 * round, by offsets of its own. A part is a topic, a round and a month; its version, which only
 * grows, is the fence that an owner's epoch would be: a write that comes late finds another
 * version.
 *
 * <p>Started by {@code booking}; read at {@code GET /v1/ledger/trial-balance} and {@code
 * /v1/ledger/accounts/**}. Emits the gauges of {@code ProofGauges}: (2) and (3), proven from all
 * postings again and again. No balance here gates money.
 */
@NullMarked
package io.tollbridge.accounting.balance;

import org.jspecify.annotations.NullMarked;
