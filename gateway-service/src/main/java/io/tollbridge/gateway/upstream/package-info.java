/**
 * The way on to the service that answers, and its answer's way back.
 *
 * <p>Invariants: (1) a service sees an identity signed here and never the caller's key; (2) headers
 * that only we may set are ours, in both directions; (3) a request is sent once: it is the caller
 * who repeats, under the same Idempotency-Key. Started by every request that passed; emits nothing.
 * Does not read bodies.
 *
 * <p>Spring Cloud Gateway does the proxying. Its own search through routes, its rewriting of URLs
 * and the header filters we do not need are replaced or off: they cost more than the proxying.
 */
@NullMarked
package io.tollbridge.gateway.upstream;

import org.jspecify.annotations.NullMarked;
