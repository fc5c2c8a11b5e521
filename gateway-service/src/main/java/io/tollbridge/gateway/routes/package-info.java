/**
 * Which service answers which path, and what key it takes.
 *
 * <p>Pure. Invariants: (1) what is not listed does not exist, {@code /internal} first of all; (2)
 * finding a route costs one map look-up, whatever the number of routes. Used by {@code entry} and
 * {@code upstream}; emits nothing. Does not know where services are.
 */
@NullMarked
package io.tollbridge.gateway.routes;

import org.jspecify.annotations.NullMarked;
