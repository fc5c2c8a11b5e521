package io.tollbridge.contracts.payments;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Money taken.
 *
 * @param attempt the operation that took it; the reference on the channel's statement
 * @param settlementDate the day it settles on, in the merchant's zone after its cut-off; fixed here
 *     once, nobody computes it again
 */
public record CaptureView(
        AttemptId attempt, Money amount, Instant capturedAt, LocalDate settlementDate) {}
