package io.tollbridge.transaction.endpoint;

import io.tollbridge.contracts.ApiVersion;
import io.tollbridge.kernel.Ids;
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
 * @param apiVersion in which its events are rendered
 * @param switchedOff null when it is on, or its merchant switched it off
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
        @Nullable Instant enabledAt,
        ApiVersion apiVersion,
        @Nullable SwitchedOff switchedOff) {

    public static final String ENABLED = "enabled";
    public static final String DISABLED = "disabled";

    /** Switched off because the receiver said that it is gone. */
    public static final String GONE = "gone";

    /** Switched off because it accepted nothing for days. */
    public static final String FAILING = "failing";

    /**
     * That and when the platform switched it off.
     *
     * @param reason {@value WebhookEndpoint#GONE} or {@value WebhookEndpoint#FAILING}
     * @param told whether its event has been published
     */
    record SwitchedOff(String reason, Instant at, boolean told) {}

    static String idOf(MerchantId merchant, Mode mode, String key) {
        return "we_" + Ids.derived(merchant.value(), mode.wire(), "webhook_endpoint", key);
    }

    public boolean isEnabled() {
        return status.equals(ENABLED);
    }

    /** When it was made, or last switched on again. */
    public Instant onSince() {
        return enabledAt == null ? created : enabledAt;
    }

    /** Why the platform switched it off; empty when it did not. */
    public String disabledReason() {
        return switchedOff == null ? "" : switchedOff.reason();
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
                enabledAt,
                apiVersion,
                switchedOff);
    }

    @Override
    public String toString() {
        return id + " " + status;
    }
}
