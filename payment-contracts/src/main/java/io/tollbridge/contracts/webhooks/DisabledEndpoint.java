package io.tollbridge.contracts.webhooks;

import io.tollbridge.kernel.MerchantId;
import java.time.Instant;

/**
 * An endpoint that the platform switched off.
 *
 * @param object always {@code webhook_endpoint}
 * @param disabledReason {@code gone} when the receiver said so, {@code failing} when it accepted
 *     nothing for days
 */
public record DisabledEndpoint(
        String id,
        String object,
        String url,
        MerchantId merchantId,
        boolean livemode,
        String status,
        String disabledReason,
        Instant disabledAt) {}
