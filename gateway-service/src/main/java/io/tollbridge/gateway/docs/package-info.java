/**
 * The page with the API: one document merged from what each service says of itself.
 *
 * <p>Invariants: (1) internal paths are never shown; (2) names of two services cannot collide: what
 * they say differently carries the service's name; (3) a service that is silent is named as such,
 * and the page still works; (4) no script or style from anywhere else. Started by {@code /docs/**};
 * emits nothing. Keeps the merged document for a minute, one with gaps for two seconds.
 */
@NullMarked
package io.tollbridge.gateway.docs;

import org.jspecify.annotations.NullMarked;
