package io.tollbridge.contracts.payments;

import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Money that a channel has taken back, or given again, for a dispute.
 *
 * @param reference the channel's reference of the movement, unique; it stands on its statement
 * @param channel the channel that moved it
 * @param amount what was moved, positive in both directions
 * @param at when the channel moved it
 * @param settlementDate the day it settles on, fixed when it is booked
 */
public record DisputeMovement(
        String reference, String channel, Money amount, Instant at, LocalDate settlementDate) {}
