package io.tollbridge.contracts.channels;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import java.time.Instant;

/** Captures an authorisation or refunds a capture. */
public record FollowUpOrder(
        AttemptId reference, Instant sentAt, Money amount, OriginalOperation original) {}
