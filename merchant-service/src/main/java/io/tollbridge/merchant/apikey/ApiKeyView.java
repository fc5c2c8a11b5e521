package io.tollbridge.merchant.apikey;

import io.tollbridge.kernel.MerchantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner sees it.
 *
 * @param object always {@code api_key}
 * @param key the whole key, only in the answer to the request that made it
 * @param hint the beginning and the end of the key
 * @param status {@code active, expired, revoked}
 */
public record ApiKeyView(
        String id,
        String object,
        MerchantId merchantId,
        boolean livemode,
        String kind,
        @Nullable String name,
        @Nullable String key,
        String hint,
        String status,
        Instant created,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    static ApiKeyView of(ApiKey key, Instant now, @Nullable Instant lastUsedAt) {
        return view(key, null, now, lastUsedAt);
    }

    static ApiKeyView issued(ApiKey key, String sealed, Instant now) {
        return view(key, SealedAnswerFilter.PREFIX + sealed, now, null);
    }

    private static ApiKeyView view(
            ApiKey key, @Nullable String text, Instant now, @Nullable Instant lastUsedAt) {
        return new ApiKeyView(
                key.id(),
                "api_key",
                key.merchantId(),
                key.mode().isLive(),
                key.kind().wire(),
                key.name(),
                text,
                key.hint(),
                key.statusAt(now),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                lastUsedAt);
    }
}
