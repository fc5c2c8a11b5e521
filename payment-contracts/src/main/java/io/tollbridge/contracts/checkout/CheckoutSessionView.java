package io.tollbridge.contracts.checkout;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checkout session as merchants see it.
 *
 * @param object always {@code checkout.session}
 * @param status {@code open, complete, expired}
 * @param paymentStatus {@code unpaid, paid, no_payment_required}
 * @param url where to send the shopper
 */
public record CheckoutSessionView(
        String id,
        String object,
        MerchantId merchantId,
        boolean livemode,
        long amount,
        String currency,
        List<LineItem> lineItems,
        String status,
        String paymentStatus,
        @Nullable PaymentId payment,
        @Nullable String merchantReference,
        String successUrl,
        String cancelUrl,
        String locale,
        String url,
        Instant expiresAt,
        Instant created) {

    /** One line of the order. {@code amount} is the price of one in minor units. */
    public record LineItem(String name, int quantity, long amount) {}
}
