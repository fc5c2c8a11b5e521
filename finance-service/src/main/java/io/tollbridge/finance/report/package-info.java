/**
 * Owns the settlement report of a merchant's day and the revenue report of the platform.
 *
 * <p>Invariants: (1) every figure stands beside the sum of the journal lines it must equal, and
 * says whether it does; the two come from different services; (2) rows are inserted by keys that
 * follow from their event, so a replay of any topic changes nothing; (3) what a report sums can be
 * listed, posting by posting; (4) every posting of captures, refunds and fees is on one day: its
 * settlement item's, or its accounting day while there is no such item; (5) a merchant reads its
 * own.
 *
 * <p>Started by the topics {@code ledger, settlements, reconciliation}; read at {@code GET
 * /v1/reports/**}. Emits nothing. Computes no fee and moves no money: it repeats what was decided.
 */
@NullMarked
package io.tollbridge.finance.report;

import org.jspecify.annotations.NullMarked;
