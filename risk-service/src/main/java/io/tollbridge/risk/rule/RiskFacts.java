package io.tollbridge.risk.rule;

import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import org.jspecify.annotations.Nullable;

/** What is known of an attempt when it is judged. */
public record RiskFacts(
        MerchantId merchantId, Money amount, CardFace card, @Nullable String shopperIp) {}
