package io.tollbridge.contracts.checkout;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The shopper paid. Keyed by session id. */
@EventType(value = "checkout_session.completed", topic = Topics.CHECKOUT)
public record CheckoutSessionCompleted(CheckoutSessionView session) {}
