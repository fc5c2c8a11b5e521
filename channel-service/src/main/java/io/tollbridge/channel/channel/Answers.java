package io.tollbridge.channel.channel;

import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import org.jspecify.annotations.Nullable;

/** Answers that no channel gave. */
public final class Answers {

    private Answers() {}

    /** Nothing left this process. */
    public static ChannelAnswer notSent(String reason) {
        return bare(Verdict.NOT_SENT, null, reason);
    }

    /** Something may have happened. */
    public static ChannelAnswer unclear(@Nullable String rawCode, String reason) {
        return bare(Verdict.UNCLEAR, rawCode, reason);
    }

    /** The token names no card of this merchant: nobody else has to be asked. */
    static ChannelAnswer noSuchCard() {
        return new ChannelAnswer(
                Verdict.DECLINED,
                null,
                null,
                null,
                null,
                "incorrect_number",
                "confirm_card_data",
                "the token names no card of this merchant");
    }

    private static ChannelAnswer bare(Verdict verdict, @Nullable String rawCode, String reason) {
        return new ChannelAnswer(verdict, null, null, null, rawCode, null, null, reason);
    }
}
