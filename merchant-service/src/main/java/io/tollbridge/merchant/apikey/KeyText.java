package io.tollbridge.merchant.apikey;

import io.tollbridge.kernel.Mode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How a key is written: {@code sk_test_<8 of id>_<32 of secret><6 of checksum>}.
 *
 * @param kind what it may do, {@code sk} or {@code pk}
 * @param id finds the row; no secret
 * @param secret 32 characters of base62, 190 random bits
 */
record KeyText(KeyKind kind, Mode mode, String id, String secret) {

    private static final String BASE62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern FORM =
            Pattern.compile("(sk|pk)_(test|live)_([0-9a-z]{8})_([0-9A-Za-z]{32})([0-9A-Za-z]{6})");
    private static final int SECRET_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    static KeyText random(KeyKind kind, Mode mode, String id) {
        var secret = new StringBuilder(SECRET_LENGTH);
        for (int i = 0; i < SECRET_LENGTH; i++) {
            secret.append(BASE62.charAt(RANDOM.nextInt(BASE62.length())));
        }
        return new KeyText(kind, mode, id, secret.toString());
    }

    /** The parts of a well-formed key; empty for anything else, also for a typing mistake. */
    static Optional<KeyText> parse(String presented) {
        Matcher m = FORM.matcher(presented);
        if (!m.matches()) {
            return Optional.empty();
        }
        var key =
                new KeyText(
                        KeyKind.ofPrefix(m.group(1)),
                        Mode.ofWire(m.group(2)),
                        m.group(3),
                        m.group(4));
        return key.text().equals(presented) ? Optional.of(key) : Optional.empty();
    }

    /** The whole key, as the merchant gets it once. */
    String text() {
        String body = kind.prefix() + "_" + mode.wire() + "_" + id + "_" + secret;
        return body + checksum(body);
    }

    /** What may be shown of it later. */
    String hint() {
        return kind.prefix()
                + "_"
                + mode.wire()
                + "_"
                + id
                + "_..."
                + text().substring(text().length() - 4);
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        var text = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            text[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(text);
    }

    @Override
    public String toString() {
        return "KeyText[" + hint() + "]";
    }
}
