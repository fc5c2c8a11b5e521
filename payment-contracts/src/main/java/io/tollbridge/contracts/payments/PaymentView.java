package io.tollbridge.contracts.payments;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payment as merchants and events see it, at one version.
 *
 * @param object always {@code payment}
 * @param amount minor units asked for
 * @param amountCapturable authorised and not yet captured, on its way to be, or let go
 * @param amountReceived captured
 * @param amountRefunded refunds accepted: pending and succeeded ones
 * @param status {@code requires_payment_method, requires_confirmation, requires_action, processing,
 *     requires_capture, succeeded, canceled}
 * @param captureMethod {@code automatic} or {@code manual}
 * @param review {@code none, manual_review, conflicted}
 * @param version sequence number of the newest event in it
 * @param captureBefore while the amount is held: when what is not captured is let go
 */
public record PaymentView(
        PaymentId id,
        String object,
        long amount,
        String currency,
        long amountCapturable,
        long amountReceived,
        long amountRefunded,
        String status,
        String captureMethod,
        MerchantId merchantId,
        boolean livemode,
        @Nullable PaymentMethodView paymentMethod,
        @Nullable String channel,
        @Nullable String merchantReference,
        @Nullable String description,
        Map<String, String> metadata,
        @Nullable PaymentErrorView lastPaymentError,
        @Nullable String cancellationReason,
        String review,
        @Nullable AttemptId latestAttempt,
        Instant created,
        long version,
        @Nullable Instant captureBefore) {}
