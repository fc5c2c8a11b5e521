/**
 * What a consumer group is done with of payments' events, kept for the completeness net of
 * core-engine (ADR 28).
 *
 * <p>Invariant: what was added is durable before the group's offset moves, and never taken away.
 */
@NullMarked
package io.tollbridge.starter.seen;

import org.jspecify.annotations.NullMarked;
