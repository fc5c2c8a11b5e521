package io.tollbridge.contracts.webhooks;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** The platform switched an endpoint off. Keyed by endpoint id. */
@EventType(value = "webhook_endpoint.disabled", topic = Topics.WEBHOOKS)
public record WebhookEndpointDisabled(DisabledEndpoint endpoint) {}
