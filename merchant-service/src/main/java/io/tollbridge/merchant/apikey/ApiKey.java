package io.tollbridge.merchant.apikey;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as stored: all but its secret.
 *
 * @param id {@code key_} and the eight characters that stand in the key
 * @param hint the beginning and the end of the key, to recognise it by
 * @param expiresAt when a rolled key stops working
 */
record ApiKey(
        String id,
        MerchantId merchantId,
        KeyKind kind,
        Mode mode,
        @Nullable String name,
        String hint,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    static final String PREFIX = "key_";

    boolean isUsableAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** The word on the wire: {@code active, expired, revoked}. */
    String statusAt(Instant now) {
        if (revokedAt != null) {
            return "revoked";
        }
        return isUsableAt(now) ? "active" : "expired";
    }
}
