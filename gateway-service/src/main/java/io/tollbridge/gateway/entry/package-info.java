/**
 * First look at a request: id, trace, version, route, size, deadline.
 *
 * <p>Invariants: (1) every request has an id and a W3C trace, and its answer names both the id and
 * the version; (2) a path that could be read in two ways goes no further; (3) no body over the
 * limit reaches a service, announced or not. Started by every request, before all else; emits
 * nothing. Does not know callers.
 */
@NullMarked
package io.tollbridge.gateway.entry;

import org.jspecify.annotations.NullMarked;
