package io.tollbridge.contracts.payments;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a payment.
 *
 * @param amount minor units, more than 0
 * @param captureMethod {@code automatic} (default) or {@code manual}
 * @param confirm try to take it at once; needs {@code paymentMethod}
 * @param merchantReference the merchant's order number, unique per merchant and mode
 * @param metadata at most 50 keys of 40, values of 500 characters
 * @param shopperIp the shopper's address, for risk
 */
public record CreatePayment(
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable String captureMethod,
        @Nullable Boolean confirm,
        @Nullable PaymentMethodChoice paymentMethod,
        @Nullable String merchantReference,
        @Nullable String description,
        @Nullable Map<String, String> metadata,
        @Nullable String shopperIp) {}
