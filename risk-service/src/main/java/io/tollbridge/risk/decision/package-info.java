/**
 * Keeps what was decided, and publishes it.
 *
 * <p>Invariants: (1) a decision is published before its row is written, so a row proves that it was
 * published; (2) recording happens after the answer, in batches from a bounded queue; on overflow
 * in the caller's thread; a graceful stop drains the queue; (3) what a kill -9 takes from the queue
 * is not lost: the decision also stands in the payment's AttemptStarted event (a block in its
 * AttemptDeclined), and the listener rebuilds missing rows from there. Only the shopper's address
 * is missing in a rebuilt row, and in that of a block the reasons.
 *
 * <p>Started by the assessment, by the {@code payments} topic and by {@code GET
 * /v1/risk/decisions/{payment}}. Emits {@code risk.assessed}, keyed by payment id.
 */
@NullMarked
package io.tollbridge.risk.decision;

import org.jspecify.annotations.NullMarked;
