package io.tollbridge.coreengine.payment;

import org.jspecify.annotations.Nullable;

/**
 * Why an attempt had no effect, for the merchant: unified code, advice and the channel's raw code.
 */
public record PaymentError(
        String code,
        @Nullable String declineCode,
        @Nullable String adviceCode,
        @Nullable String networkDeclineCode,
        String message) {}
