package io.tollbridge.coreengine.payment;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the merchant asked for; fixed for the life of the payment. */
public record Order(
        MerchantId merchantId,
        Mode mode,
        Money amount,
        boolean automaticCapture,
        @Nullable String merchantReference,
        @Nullable String description,
        Map<String, String> metadata) {}
