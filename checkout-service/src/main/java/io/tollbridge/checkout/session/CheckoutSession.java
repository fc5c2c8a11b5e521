package io.tollbridge.checkout.session;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.time.Instant;

/**
 * A session at one version.
 *
 * @param id unguessable: who has it may pay
 * @param merchantName as it was when the session began; what the shopper sees
 * @param version counts the steps, from 1
 * @param announced its end was published
 */
public record CheckoutSession(
        String id,
        MerchantId merchantId,
        String merchantName,
        Mode mode,
        CheckoutOrder order,
        Instant createdAt,
        Instant expiresAt,
        CheckoutState state,
        int version,
        boolean announced) {

    public static final String PREFIX = "cs_";

    public boolean isOverdue(Instant now) {
        return state instanceof CheckoutState.Open && !now.isBefore(expiresAt);
    }

    CheckoutSession with(CheckoutState next) {
        return new CheckoutSession(
                id,
                merchantId,
                merchantName,
                mode,
                order,
                createdAt,
                expiresAt,
                next,
                version + 1,
                announced);
    }

    CheckoutSession withAnnounced() {
        return new CheckoutSession(
                id,
                merchantId,
                merchantName,
                mode,
                order,
                createdAt,
                expiresAt,
                state,
                version,
                true);
    }
}
