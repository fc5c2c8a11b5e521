package io.tollbridge.transaction.endpoint;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint.
 *
 * @param enabledEvents public event names, {@code payment.*} for a family, {@code *} for all
 * @param status {@code enabled} or {@code disabled}
 * @param enabledAt when it was last switched on again; null when it never was off
 */
public record WebhookEndpoint(
        String id,
        MerchantId merchantId,
        Mode mode,
        String url,
        @Nullable String description,
        Set<String> enabledEvents,
        String status,
        SealedSecrets secrets,
        Instant created,
        @Nullable Instant enabledAt) {

    public static final String ENABLED = "enabled";
    public static final String DISABLED = "disabled";

    public boolean isEnabled() {
        return status.equals(ENABLED);
    }

    boolean hears(String publicType, Instant at) {
        return isEnabled()
                && !at.isBefore(created.truncatedTo(ChronoUnit.MILLIS))
                && (enabledAt == null || !at.isBefore(enabledAt))
                && wants(publicType);
    }

    /** Whether an event is among those that it asked for. */
    public boolean wants(String publicType) {
        return enabledEvents.contains("*")
                || enabledEvents.contains(publicType)
                || enabledEvents.contains(publicType.substring(0, publicType.indexOf('.')) + ".*");
    }

    WebhookEndpoint with(SealedSecrets newSecrets) {
        return new WebhookEndpoint(
                id,
                merchantId,
                mode,
                url,
                description,
                enabledEvents,
                status,
                newSecrets,
                created,
                enabledAt);
    }

    @Override
    public String toString() {
        return id + " " + status;
    }
}
