package io.tollbridge.operations.story;

import io.tollbridge.kernel.Money;
import org.jspecify.annotations.Nullable;

/** What is kept of a payment event: enough to read the story by, in a few hundred bytes. */
record PaymentFacts(Payment payment, @Nullable Attempt attempt, @Nullable Refund refund) {

    record Payment(
            String id,
            String merchantId,
            boolean livemode,
            long amount,
            String currency,
            String status,
            @Nullable String merchantReference) {}

    record Attempt(
            String id,
            String channel,
            String operation,
            String status,
            Money amount,
            @Nullable String channelReference,
            @Nullable String rawCode,
            @Nullable String declineCode,
            @Nullable String reason) {}

    record Refund(
            String id,
            long amount,
            String status,
            @Nullable String reason,
            @Nullable String failureReason) {}
}
