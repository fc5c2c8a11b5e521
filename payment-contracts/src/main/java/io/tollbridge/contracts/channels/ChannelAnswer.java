package io.tollbridge.contracts.channels;

import io.tollbridge.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a channel answered.
 *
 * @param amount the amount the channel says it moved; compare it with the order
 * @param channelReference the channel's own number
 * @param rawCode the channel's code, DE39 for ISO 8583
 * @param declineCode the unified decline code when declined
 * @param adviceCode {@code try_again_later, do_not_try_again, confirm_card_data}
 * @param reason why it is unclear or was not sent, for people
 */
public record ChannelAnswer(
        Verdict verdict,
        @Nullable Money amount,
        @Nullable String channelReference,
        @Nullable String authCode,
        @Nullable String rawCode,
        @Nullable String declineCode,
        @Nullable String adviceCode,
        @Nullable String reason) {

    /** What is certain. */
    public enum Verdict {
        /** The channel did it; for a query: it had done it. */
        APPROVED,
        /** The channel refused it. */
        DECLINED,
        /** It is undone, or fenced: it can never take effect. */
        REVERSED,
        /** The channel does not know the operation (yet). */
        NOT_FOUND,
        /** Provably never reached the channel. */
        NOT_SENT,
        /** No usable answer: it may or may not have happened. */
        UNCLEAR
    }
}
