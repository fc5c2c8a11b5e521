/**
 * Owns the seals: after each business day one hash over all postings since the last, chained to it,
 * by which anybody can tell later whether a posting was changed, removed or added behind.
 *
 * <p>Invariants: (1) postings that differ in anything have different leaves ({@code Leaf}), and the
 * encoding has a version that never changes; (2) a seal covers spans of offsets that the balances
 * include, so all that will ever be booked there is there, and two instances seal the same; (3) a
 * number is given once, by a conditional write; (4) what is not what it was when it was booked is
 * not sealed. The tree ({@code Merkle}) is that of RFC 6962.
 *
 * <p>Started by time; {@code booking} writes the index by place before it counts. Read and
 * recomputed at {@code GET /v1/ledger/seals/**}. Emits {@code ledger.sealed} and the gauge {@code
 * ledger_seal_age}. Does not say that the sums are right: {@code balance} does.
 */
@NullMarked
package io.tollbridge.accounting.seal;

import org.jspecify.annotations.NullMarked;
