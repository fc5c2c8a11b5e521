package io.tollbridge.contracts.channels;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import java.time.Instant;

/**
 * Authorises, or with {@code capture} also takes, an amount.
 *
 * @param reference unique for ever; the channel dedupes on it
 * @param sentAt durable in the attempt; with the reference it makes the channel's message keys
 */
public record AuthoriseOrder(
        AttemptId reference,
        Instant sentAt,
        Money amount,
        boolean capture,
        CardToken token,
        MerchantId merchantId,
        Mode mode,
        String mcc) {}
