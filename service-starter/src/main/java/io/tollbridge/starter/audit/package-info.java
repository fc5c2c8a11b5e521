/**
 * Operators leave a trace in every service that they can ask.
 *
 * <p>Invariants: (1) what an operator asks to change begins only after Kafka has acknowledged that
 * it begins; else it is refused with 503 {@code audit_unavailable} and nothing is done; (2) how it
 * ended follows; when the process dies in between, that it was begun stands; (3) no bodies, no
 * queries, no keys, no card numbers; (4) requests of anybody else pay for a comparison.
 *
 * <p>Started by an interceptor, before access is decided: what an operator may not do is an entry
 * too. Emits {@code operator_action.begun} and {@code operator_action.ended}; operations-service
 * keeps them. A service that keeps its own trail says {@code tollbridge.audit=own}.
 */
@NullMarked
package io.tollbridge.starter.audit;

import org.jspecify.annotations.NullMarked;
