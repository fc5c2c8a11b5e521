/**
 * Webhook endpoints: where merchants want to be told, of what, and the secret they verify with.
 *
 * <p>Invariants: (1) a secret is shown once, when it is made, and at rest is sealed with
 * AES-256-GCM bound to its endpoint, also in the stored answer to a request that may be repeated;
 * (2) an endpoint hears only of events at or after its creation; (3) a target is https on a public
 * address, except loopback in test mode on a platform in test mode, and is checked when it is set
 * and again before every call.
 *
 * <p>Started by {@code /v1/webhook_endpoints}. All endpoints are held in memory, so that a merchant
 * without any costs nothing; another instance's change is seen within seconds. Emits nothing.
 */
@NullMarked
package io.tollbridge.transaction.endpoint;

import org.jspecify.annotations.NullMarked;
