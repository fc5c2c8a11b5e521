package io.tollbridge.contracts.checkout;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The session ended unpaid. Keyed by session id. */
@EventType(value = "checkout_session.expired", topic = Topics.CHECKOUT)
public record CheckoutSessionExpired(CheckoutSessionView session) {}
