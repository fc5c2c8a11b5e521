package io.tollbridge.contracts.payments;

import org.jspecify.annotations.Nullable;

/** Tries to take a payment with a method. */
public record ConfirmPayment(
        @Nullable PaymentMethodChoice paymentMethod, @Nullable String shopperIp) {}
