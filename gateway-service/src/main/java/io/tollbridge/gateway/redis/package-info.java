/**
 * One multiplexed connection to Redis for all of the gateway.
 *
 * <p>Invariants: (1) nobody ever waits for a connection: without one a command fails at once; (2)
 * it comes back by itself. Used by {@code limit} and {@code authentication}; owns no keys, emits
 * nothing.
 */
@NullMarked
package io.tollbridge.gateway.redis;

import org.jspecify.annotations.NullMarked;
