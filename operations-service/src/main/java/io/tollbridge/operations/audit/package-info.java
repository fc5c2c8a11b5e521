/**
 * Owns the audit trail: who did or looked up what in the back office, when, from where, and how it
 * ended.
 *
 * <p>Invariants: (1) an action begins only after its entry is durable, a second entry says how it
 * ended; (2) everything under {@code /ops/v1} is audited unless its handler is {@link
 * io.tollbridge.operations.audit.Unaudited}, and what changes something always is; (3) each entry's
 * hash covers the entry and the hash before it, per day, and the head moves in the same conditional
 * write, so that no entry can be changed, taken out or put in unseen; (4) times are system time:
 * who moves the business clock does not move the trail; (5) callers who are no operators are
 * refused, and only some of their refusals a minute leave entries.
 *
 * <p>Started by an interceptor; read at {@code GET /ops/v1/audit} and {@code /ops/v1/audit/verify}.
 * Emits {@code audit.recorded}, keyed by actor, whose id is made from the hash: a copy of the chain
 * outside of this database. Keeps no bodies.
 */
@NullMarked
package io.tollbridge.operations.audit;

import org.jspecify.annotations.NullMarked;
