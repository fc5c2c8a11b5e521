/**
 * The merchants' side of checkout: open a session, read it, end it early.
 *
 * <p>Invariant: a session is seen by its own merchant in its own mode only; to everyone else it
 * does not exist. Started by {@code /v1/checkout/sessions}. A session's id is derived from the
 * merchant, the mode and the idempotency key under this platform's key: asked for again it is the
 * same, and nobody can guess it. Does not list sessions; transaction-service keeps the record.
 */
@NullMarked
package io.tollbridge.checkout.api;

import org.jspecify.annotations.NullMarked;
