package io.tollbridge.contracts.payments;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One operation at a channel. Its id is the reference that the channel books and states.
 *
 * @param operation {@code authorise, purchase, capture, void, release, refund}
 * @param status {@code sent, unknown, authorized, captured, declined, failed_technical, voided,
 *     reversed, refunded, auto_refunded}
 * @param sentAt business time, durable before the call; with the id it makes the channel's keys
 * @param original the operation this one follows up: the authorisation of a capture; of a refund
 *     the capture, or the authorisation when several captures took the money
 * @param originalSentAt when that one was sent
 * @param originalOperation what that one was
 * @param reason why it is unknown or failed, for people
 * @param originalAmount the amount of the operation this one follows up
 */
public record AttemptView(
        AttemptId id,
        String channel,
        String operation,
        String status,
        Money amount,
        Instant sentAt,
        @Nullable AttemptId original,
        @Nullable Instant originalSentAt,
        @Nullable String originalOperation,
        @Nullable String channelReference,
        @Nullable String authCode,
        @Nullable String rawCode,
        @Nullable String declineCode,
        @Nullable String adviceCode,
        @Nullable String reason,
        @Nullable Money originalAmount) {}
