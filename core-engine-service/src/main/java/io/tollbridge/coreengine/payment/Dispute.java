package io.tollbridge.coreengine.payment;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.DisputeId;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cardholder's bank asks about, or takes back, money that was captured.
 *
 * @param channel where the case is kept
 * @param caseReference the channel's number of it
 * @param original the attempt that took the money, or held it when several captures did
 * @param amount what is disputed; positive, not bounded by what is left of the payment
 * @param reason why, in the scheme's terms
 * @param fundsWithdrawn whether the channel has the money now
 * @param respondBefore until when the merchant may answer, by the business clock
 * @param sequence number of the channel's newest notice that is in here
 * @param created when the bank raised it
 */
public record Dispute(
        DisputeId id,
        String channel,
        String caseReference,
        AttemptId original,
        Money amount,
        Stage stage,
        Status status,
        String reason,
        boolean fundsWithdrawn,
        @Nullable Instant respondBefore,
        int sequence,
        Instant created) {

    /** How far the case has come; it only goes on, never back. */
    public enum Stage {
        /** A question. No money moves. */
        INQUIRY,
        CHARGEBACK,
        /** The bank insists after the case was answered or won. */
        PRE_ARBITRATION,
        /** The scheme decides. */
        ARBITRATION;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The stage of that wire name. */
        public static Stage of(String wire) {
            for (Stage stage : values()) {
                if (stage.wire().equals(wire)) {
                    return stage;
                }
            }
            throw new IllegalArgumentException("stage: " + wire + " (expected: one that is known)");
        }
    }

    /** Where the case stands; the warnings are an inquiry's. */
    public enum Status {
        WARNING_NEEDS_RESPONSE,
        WARNING_UNDER_REVIEW,
        WARNING_CLOSED,
        NEEDS_RESPONSE,
        UNDER_REVIEW,
        WON,
        LOST;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the merchant may answer. */
        public boolean takesAnswer() {
            return this == WARNING_NEEDS_RESPONSE || this == NEEDS_RESPONSE;
        }

        /** Whether nothing is waited for; a late reversal of a lost case may still come. */
        public boolean isOver() {
            return this == WARNING_CLOSED || this == WON || this == LOST;
        }
    }

    /** What one event of a dispute tells. */
    public enum Change {
        CREATED,
        UPDATED,
        FUNDS_WITHDRAWN,
        FUNDS_REINSTATED,
        CLOSED
    }

    /**
     * Money that the channel moved for the case.
     *
     * @param reference the channel's reference of the movement
     * @param amount positive in both directions
     * @param at when the channel moved it
     * @param settlementDate the merchant's business day it belongs to
     * @param afterLoss whether the case was lost before it: a late win
     */
    public record Movement(
            String reference,
            Money amount,
            Instant at,
            LocalDate settlementDate,
            boolean afterLoss) {}

    public DisputeLifecycle.Standing standing() {
        return new DisputeLifecycle.Standing(stage, status);
    }

    /** The same case with its money at the channel, or back. */
    Dispute withFunds(boolean withdrawn) {
        return new Dispute(
                id,
                channel,
                caseReference,
                original,
                amount,
                stage,
                status,
                reason,
                withdrawn,
                respondBefore,
                sequence,
                created);
    }
}
