package io.tollbridge.contracts.reconciliation;

import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A difference that somebody must explain.
 *
 * @param type one of the break types: {@code missing_at_channel, missing_internally,
 *     amount_mismatch, fee_mismatch, duplicate, bank_missing, bank_unidentified} ...
 * @param status {@code open}, or closed with a resolution
 */
public record BreakView(
        String id,
        String type,
        String status,
        String source,
        LocalDate date,
        @Nullable String reference,
        @Nullable PaymentId paymentId,
        @Nullable Money expected,
        @Nullable Money actual,
        String detail,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolution) {}
