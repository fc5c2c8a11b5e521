package io.tollbridge.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the text of ids. Two kinds: <em>sortable</em> ones (48 bit of time, 80 random bits, like a
 * ULID) for things that are born once, and <em>derived</em> ones, the same for the same words, for
 * things that may be asked for again after a crash.
 */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford base32

    private Ids() {}

    /** 26 characters that sort by time of birth. */
    public static String sortable(Instant at) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        long millis = at.toEpochMilli();
        for (int i = 5; i >= 0; i--) {
            bytes[i] = (byte) millis;
            millis >>>= 8;
        }
        return base32(bytes, 26);
    }

    /** 26 characters that are the same for the same words, and tell nothing without the key. */
    public static String derived(byte[] key, String... words) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (String word : words) {
                byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(4).putInt(bytes.length).flip()); // no two lists alike
                mac.update(bytes);
            }
            return base32(mac.doFinal(), 26);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 26 characters that are the same for the same words; for ids that need no secrecy. */
    public static String derived(String... words) {
        return derived(new byte[] {1}, words);
    }

    /** A name-based UUID (version 5, RFC 9562) of two words: posting ids and the like. */
    public static UUID uuid5(String space, String name) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(space.getBytes(StandardCharsets.UTF_8));
            sha1.update((byte) 0);
            var hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & 0xffffffffffff0fffL) | 0x5000L;
            long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Crockford base32, lower case, of the first bits of these bytes. */
    public static String base32(byte[] bytes, int characters) {
        var text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            int value = 0;
            for (int bit = i * 5; bit < i * 5 + 5; bit++) {
                int index = bit >> 3;
                int one = index < bytes.length ? (bytes[index] >> (7 - (bit & 7))) & 1 : 0;
                value = (value << 1) | one;
            }
            text.append(ALPHABET.charAt(value));
        }
        return text.toString();
    }
}
