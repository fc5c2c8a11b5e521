package io.tollbridge.channel.iso8583;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The numbers that name a message at the acquirer, derived from our reference. Pure. */
final class TraceKeys {

    private static final DateTimeFormatter TRANSMISSION =
            DateTimeFormatter.ofPattern("MMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int RRN_CHARACTERS = 12;
    private static final int STAN_MAX = 999_999;

    private TraceKeys() {}

    /** DE11: six digits, never 000000. */
    static String stan(String reference) {
        long hash = ByteBuffer.wrap(sha256(reference)).getLong(24);
        return String.format("%06d", 1 + Long.remainderUnsigned(hash, STAN_MAX));
    }

    /** DE37: twelve base 36 characters of the reference's SHA-256. */
    static String rrn(String reference) {
        String text = new BigInteger(1, sha256(reference)).toString(36).toUpperCase(Locale.ROOT);
        return text.substring(0, RRN_CHARACTERS);
    }

    /** DE7: MMDDhhmmss in UTC. */
    static String transmittedAt(Instant sentAt) {
        return TRANSMISSION.format(sentAt);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
