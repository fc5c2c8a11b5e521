package io.tollbridge.contracts.payments;

import org.jspecify.annotations.Nullable;

/** The method to pay with: {@code {"type": "card", "token": "tok_..."}}. */
public record PaymentMethodChoice(@Nullable String type, @Nullable String token) {}
