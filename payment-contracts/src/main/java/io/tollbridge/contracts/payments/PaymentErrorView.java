package io.tollbridge.contracts.payments;

import org.jspecify.annotations.Nullable;

/**
 * Why the last attempt did not succeed.
 *
 * @param code {@code card_declined, blocked_by_risk, channel_unavailable}
 * @param declineCode the unified decline code, {@code insufficient_funds} ...
 * @param adviceCode {@code try_again_later, do_not_try_again, confirm_card_data}
 * @param networkDeclineCode the channel's raw code
 */
public record PaymentErrorView(
        String code,
        @Nullable String declineCode,
        @Nullable String adviceCode,
        @Nullable String networkDeclineCode,
        String message) {}
