package io.tollbridge.contracts.payments;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.kernel.RefundId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A refund as merchants and events see it.
 *
 * @param object always {@code refund}
 * @param status {@code pending, requires_action, succeeded, failed, canceled}
 * @param attempt the operation at the channel; the reference on its statement
 * @param settlementDate the day it settles on, fixed when it succeeded
 */
public record RefundView(
        RefundId id,
        String object,
        PaymentId payment,
        long amount,
        String currency,
        String status,
        @Nullable String reason,
        @Nullable String failureReason,
        AttemptId attempt,
        @Nullable LocalDate settlementDate,
        Instant created) {}
