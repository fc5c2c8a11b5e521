/**
 * Webhook endpoints: where merchants want to be told, of what, and the secret they verify with.
 *
 * <p>Invariants: (1) a secret is shown once, when it is made (of a key pair only ever the public
 * key), and at rest is sealed with AES-256-GCM bound to its endpoint, also in the stored answer to
 * a request that may be repeated; (2) an endpoint hears only of events at or after its creation,
 * and after it was last switched on again; (3) a target is https on a public address, except
 * loopback in test mode on a platform in test mode, and is checked when it is set and again before
 * every call; (4) a change writes what it was asked to and nothing else, and a receiver's word that
 * it is gone counts for the target that said so, not for its successor.
 *
 * <p>Started by {@code /v1/webhook_endpoints}. All endpoints are held in memory, so that a merchant
 * without any costs nothing; before events are told it is asked whether there are newer ones, so
 * that what one instance has answered holds at the others. Emits nothing.
 */
@NullMarked
package io.tollbridge.transaction.endpoint;

import org.jspecify.annotations.NullMarked;
