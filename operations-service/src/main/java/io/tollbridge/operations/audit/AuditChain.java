package io.tollbridge.operations.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How entries hang together. */
final class AuditChain {

    private static final String FORM = "tollbridge-audit-1";

    private AuditChain() {}

    /** Where a day's chain ends: the last entry's number and hash. */
    record Head(LocalDate day, long seq, String hash) {

        /** The head of a day without entries; every day begins with another hash. */
        static Head begin(LocalDate day) {
            return new Head(day, 0, AuditChain.hash(FORM, day.toString()));
        }
    }

    /** The entry that comes after a head. */
    static AuditEntry next(Head head, Instant at, AuditAction action) {
        Instant kept = at.truncatedTo(ChronoUnit.MILLIS); // as the database keeps it
        long seq = Math.addExact(head.seq(), 1);
        return new AuditEntry(head.day(), seq, kept, action, hash(head, seq, kept, action));
    }

    /**
     * Checks the entry that stands after a head.
     *
     * @return what is wrong with it, for people; null when nothing is
     */
    static @Nullable String fault(Head head, AuditEntry entry) {
        if (entry.seq() != head.seq() + 1) {
            return "entry " + (head.seq() + 1) + " is missing";
        }
        return hash(head, entry.seq(), entry.at(), entry.action()).equals(entry.hash())
                ? null
                : "entry " + entry.seq() + " is not what was recorded";
    }

    static Head after(AuditEntry entry) {
        return new Head(entry.day(), entry.seq(), entry.hash());
    }

    private static String hash(Head before, long seq, Instant at, AuditAction action) {
        return hash(
                before.hash(),
                before.day().toString(),
                Long.toString(seq),
                Long.toString(at.toEpochMilli()),
                action.actor(),
                action.action(),
                action.subject(),
                action.result(),
                action.detail(),
                action.origin(),
                action.requestId());
    }

    /** Each word with its length before it, so that no two lists are alike. */
    private static String hash(String... words) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (String word : words) {
                byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
                sha.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
