package io.tollbridge.contracts.risk;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import org.jspecify.annotations.Nullable;

/** What is known of an attempt before it is sent. */
public record AssessmentRequest(
        PaymentId paymentId,
        AttemptId attemptId,
        MerchantId merchantId,
        Mode mode,
        Money amount,
        CardFace card,
        @Nullable String shopperIp) {}
