/**
 * Whose key a request shows.
 *
 * <p>Invariants: (1) no cache holds a key, only its SHA-256; (2) the copy in Redis is the identity
 * signed by this gateway, so whoever can write there still cannot become someone; (3) a revoked key
 * is refused as soon as its revocation was read, whatever a cache says; (4) no identity from
 * outside goes on: the header is always ours.
 *
 * <p>Found in this order: memory (30 s), Redis (30 s), merchant-service. A key that was rolled is
 * believed until its end and not shared in Redis, where the end would be lost. Unknown keys are
 * remembered for 5 s; an address that shows too many of them is refused before any look. Started by
 * every request; reads {@code merchant.api_key_revoked}; emits nothing. Does not decide what a
 * caller may do beyond what sort of key a route takes: services do.
 */
@NullMarked
package io.tollbridge.gateway.authentication;

import org.jspecify.annotations.NullMarked;
