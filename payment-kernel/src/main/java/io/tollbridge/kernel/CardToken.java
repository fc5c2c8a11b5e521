package io.tollbridge.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Stands for a card whose number only the vault knows: {@code tok_<random>_<face>}.
 *
 * <p>The face is what may be shown of the card, so that nobody has to ask the vault for it. It is
 * not a proof: the vault stores the whole token as its key, so a token with another face names no
 * card and can never be charged.
 */
public record CardToken(String value) implements TypedId {

    public static final String PREFIX = "tok_";

    public CardToken {
        TypedId.checked(PREFIX, value);
        if (value.indexOf('_', PREFIX.length()) < 0) {
            throw new IllegalArgumentException("token: (expected: tok_<random>_<face>)");
        }
    }

    /** Joins a random part (no underscore) and a face. */
    public static CardToken of(String random, CardFace face) {
        String words =
                String.join(
                        "|",
                        face.brand(),
                        face.bin(),
                        face.last4(),
                        Integer.toString(face.expiryYear()),
                        Integer.toString(face.expiryMonth()),
                        face.fingerprint());
        String text =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(words.getBytes(StandardCharsets.UTF_8));
        return new CardToken(PREFIX + random + "_" + text);
    }

    /**
     * What may be shown of the card.
     *
     * @throws IllegalArgumentException when the face is not readable: the token was never ours
     */
    public CardFace face() {
        String text = value.substring(value.indexOf('_', PREFIX.length()) + 1);
        String[] words =
                new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                        .split("\\|", -1);
        if (words.length != 6) {
            throw new IllegalArgumentException("token: (expected: a token of this platform)");
        }
        return new CardFace(
                words[0],
                words[1],
                words[2],
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                words[5]);
    }

    @Override
    public String toString() {
        return value;
    }
}
