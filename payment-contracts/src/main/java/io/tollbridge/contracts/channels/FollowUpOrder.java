package io.tollbridge.contracts.channels;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import java.time.Instant;

/**
 * Captures an authorisation, refunds what was taken, or lets the rest of an authorisation go.
 *
 * @param amount what is captured, refunded or let go
 */
public record FollowUpOrder(
        AttemptId reference, Instant sentAt, Money amount, OriginalOperation original) {}
