package io.tollbridge.contracts.channels;

import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link TokenOrder}: a token and its face, or a problem.
 *
 * @param token stands for the card; absent when refused
 * @param card what may be shown of it; absent when refused
 * @param problemCode why it was refused: {@code invalid_number, invalid_expiry, invalid_cvc,
 *     unknown_key, unreadable}
 * @param problemParam the field of the card that is wrong
 */
public record TokenCreated(
        @Nullable CardToken token,
        @Nullable CardFace card,
        @Nullable String problemCode,
        @Nullable String problemParam) {}
