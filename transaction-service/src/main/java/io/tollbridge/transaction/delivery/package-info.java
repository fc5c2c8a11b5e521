/**
 * Webhook delivery by Standard Webhooks 1.0.
 *
 * <p>Invariants: (1) a job is durable before the offset of its event is committed, and again before
 * it is forgotten; it is made once: events that are read again, and be it all of them, touch no job
 * that is known; (2) per endpoint the events of one object go out in order, the next one only when
 * the one before was delivered or given up; (3) an endpoint has a bounded number of calls in flight
 * and of objects in memory, so a slow receiver costs nobody else anything; (4) the message id is
 * the same in every attempt; (5) what a dead instance had in hand is taken over by another, at
 * worst sent twice, never lost; an instance that could not say in time that it lives takes itself
 * for dead, gives up what it has and goes on under another name; (6) only the instance that took a
 * job in hand last makes its attempts; (7) a call goes to the address that was checked; (8) what is
 * sent again goes through the same lane under the same message id, and overtakes nothing.
 *
 * <p>Started by the intake, by due times (0, 5 s, 5 m, 30 m, 2 h ... 24 h) and by heartbeats.
 * Listed at {@code GET /v1/webhook_endpoints/{id}/deliveries}, sent again by {@code .../replay} and
 * tried out by {@code .../test}. An endpoint that is gone, or has let a message go through its
 * whole schedule and accepted nothing for five days, is switched off. Emits {@code
 * webhook_endpoint.disabled}. Does not follow redirects.
 */
@NullMarked
package io.tollbridge.transaction.delivery;

import org.jspecify.annotations.NullMarked;
