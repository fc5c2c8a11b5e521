package io.tollbridge.contracts.compensation;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One unknown attempt being found out.
 *
 * @param status {@code open, resolved, exhausted}
 * @param tries how often the channel was asked
 * @param resolution what was found, {@code succeeded, declined, reversed}
 */
public record CaseView(
        AttemptId attempt,
        PaymentId payment,
        MerchantId merchantId,
        String channel,
        String operation,
        String status,
        int tries,
        @Nullable String lastAnswer,
        @Nullable String resolution,
        Instant openedAt,
        @Nullable Instant resolvedAt) {}
