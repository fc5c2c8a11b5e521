/**
 * How often a caller may call: GCRA per API key, per address where there is no key, and per address
 * for keys that turn out to be none.
 *
 * <p>Invariants: (1) a request costs at most one round trip to Redis, whose clock all gateways
 * share; (2) arithmetic is in whole microseconds, in {@link io.tollbridge.gateway.limit.GcraPolicy}
 * and in {@code gcra.lua} alike; (3) without Redis, or when it is slow, each gateway limits by
 * itself with its share of the rate: calls are never unlimited and never refused for lack of Redis.
 *
 * <p>Started by every request after authentication, and by authentication for each key that has to
 * be looked up; emits metrics. Does not queue and does not know what a request costs a service.
 */
@NullMarked
package io.tollbridge.gateway.limit;

import org.jspecify.annotations.NullMarked;
