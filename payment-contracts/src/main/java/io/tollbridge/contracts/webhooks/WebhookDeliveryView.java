package io.tollbridge.contracts.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one event of one object goes to one endpoint.
 *
 * @param event the event's id, {@code <object id>:<sequence>}
 * @param status {@code pending, delivered, failed, exhausted, disabled}
 * @param attempts how often it was sent so far
 * @param nextAttemptAt when it is sent again
 */
public record WebhookDeliveryView(
        String endpoint,
        String event,
        String type,
        String status,
        int attempts,
        Instant at,
        @Nullable Instant nextAttemptAt) {}
