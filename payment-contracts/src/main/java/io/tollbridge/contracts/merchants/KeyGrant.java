package io.tollbridge.contracts.merchants;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a key may do.
 *
 * @param kind {@code secret, publishable, operator}
 * @param scopes {@code *} or single ones like {@code tokens:write}
 * @param expiresAt when it stops working, for a key that was rolled
 */
public record KeyGrant(
        boolean found,
        @Nullable String keyId,
        @Nullable String kind,
        @Nullable MerchantId merchantId,
        @Nullable Mode mode,
        Set<String> scopes,
        @Nullable Instant expiresAt) {}
