package io.tollbridge.contracts.channels;

import org.jspecify.annotations.Nullable;

/**
 * What the bank said: {@code ACCEPTED}, {@code REJECTED} (final) or {@code UNCLEAR} (send again).
 */
public record PayoutAnswer(Verdict verdict, @Nullable String reason) {

    /** What is certain of an instruction. */
    public enum Verdict {
        ACCEPTED,
        REJECTED,
        UNCLEAR
    }
}
