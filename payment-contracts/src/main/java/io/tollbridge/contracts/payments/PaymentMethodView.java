package io.tollbridge.contracts.payments;

import io.tollbridge.kernel.CardFace;
import org.jspecify.annotations.Nullable;

/** How a payment is paid. {@code type} is {@code card}; {@code card} is what may be shown of it. */
public record PaymentMethodView(String type, @Nullable CardFace card) {}
