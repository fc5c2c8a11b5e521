/**
 * Which trace a request belongs to, from the door to the log lines about it.
 *
 * <p>Invariants: (1) a trace that the caller began goes on, with a span of ours; (2) what is logged
 * of a request carries its trace. Used by {@code entry} and {@code problem}; emits nothing. A
 * thread serves many requests at once here, so nothing is left on it: the trace travels with the
 * exchange.
 */
@NullMarked
package io.tollbridge.gateway.trace;

import org.jspecify.annotations.NullMarked;
