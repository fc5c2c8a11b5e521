package io.tollbridge.contracts.channels;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a channel says of a dispute. Notices of one case are numbered from 1 without a gap; the same
 * notice may come twice.
 *
 * @param caseReference the channel's number of the case
 * @param sequence the notice's number within its case
 * @param original the attempt that took the money, or held it when several captures did
 * @param stage {@code inquiry, chargeback, pre_arbitration, arbitration}
 * @param outcome what has happened
 * @param amount what is disputed, positive
 * @param movement the reference on the channel's statement when money moved with this notice
 * @param respondBefore until when an answer is taken
 */
@EventType(value = "channel.dispute_notice", topic = Topics.CHANNEL_OUTCOMES)
public record DisputeNotice(
        String channel,
        String caseReference,
        int sequence,
        AttemptId original,
        String stage,
        Outcome outcome,
        Money amount,
        String reason,
        @Nullable String movement,
        @Nullable Instant respondBefore,
        Instant at) {

    /** What has happened to the case. */
    public enum Outcome {
        /** Raised, or raised again at a later stage; a stage beyond inquiry takes the money. */
        RAISED,
        /** Decided for the merchant: money that was taken comes back. */
        WON,
        /** Decided against the merchant, accepted by it, or its time ran out. */
        LOST
    }
}
