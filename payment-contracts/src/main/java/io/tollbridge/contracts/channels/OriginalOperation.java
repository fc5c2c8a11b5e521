package io.tollbridge.contracts.channels;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import java.time.Instant;

/**
 * Names an operation that was sent to the channel before.
 *
 * @param operation {@code authorise, increment, purchase, capture, void, refund}
 */
public record OriginalOperation(
        AttemptId reference,
        Instant sentAt,
        String operation,
        Money amount,
        MerchantId merchantId,
        Mode mode) {}
