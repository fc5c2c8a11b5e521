/**
 * The completeness net: each payment's version against what the ledger, settlement, and the record
 * with its webhooks have seen of it (ADR 28).
 *
 * <p>Invariants: (1) an event counts as missed only by who has read past the place where it must
 * stand, and only when no marker of the outbox speaks of it; (2) who does not answer, or is behind,
 * misses nothing and is compared later from where it was left; (3) what was missed is written down
 * and counted before it is published again, as it was, in order.
 *
 * <p>Starts: a timer; a note beside each transition says what has changed. Asks each subscriber
 * over HTTP. Emits no event of its own, and changes no payment.
 */
@NullMarked
package io.tollbridge.coreengine.completeness;

import org.jspecify.annotations.NullMarked;
