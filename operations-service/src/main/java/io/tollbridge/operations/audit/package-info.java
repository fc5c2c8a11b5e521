/**
 * Owns the audit trail: who did what in the platform as an operator, or looked up what in the back
 * office, when, from where, and how it ended. An <em>entry</em> is an action: a <em>link</em> of
 * the chain says that it begins, another how it ended.
 *
 * <p>Invariants: (1) an action begins only after its beginning is durable: here in the chain, in
 * other services in Kafka, see {@link io.tollbridge.starter.audit}; (2) everything under {@code
 * /ops/v1} here is audited unless its handler is {@link io.tollbridge.operations.audit.Unaudited},
 * and what changes something always is, in every service; (3) each link's hash covers the link and
 * the hash before it, per day of beginning, and the head moves in the same conditional write, so
 * that no link can be changed, taken out or put in unseen; (4) a beginning or an end is one link
 * however often it is told; (5) times are system time: who moves the business clock does not move
 * the trail; (6) callers who are no operators are refused, and only some of their refusals a minute
 * leave entries.
 *
 * <p>Started by an interceptor and by {@code operator_action.begun} and {@code
 * operator_action.ended}; read at {@code GET /ops/v1/audit} and {@code /ops/v1/audit/verify}. Emits
 * {@code audit.recorded}, keyed by actor, whose id is made from the hash: a copy of the chain
 * outside of this database. Keeps no bodies.
 */
@NullMarked
package io.tollbridge.operations.audit;

import org.jspecify.annotations.NullMarked;
