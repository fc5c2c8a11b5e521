package io.tollbridge.operations.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How links hang together. */
final class AuditChain {

    private static final String FORM = "tollbridge-audit-1";

    private AuditChain() {}

    /** Where a day's chain ends: the last link's number and hash. */
    record Head(LocalDate day, long seq, String hash) {

        /** The head of a day without links; every day begins with another hash. */
        static Head begin(LocalDate day) {
            return new Head(day, 0, AuditChain.hash(FORM, day.toString()));
        }
    }

    /** The link that comes after a head. */
    static AuditLink next(Head head, Instant at, AuditAction action) {
        Instant kept = at.truncatedTo(ChronoUnit.MILLIS); // as the database keeps it
        long seq = Math.addExact(head.seq(), 1);
        return new AuditLink(head.day(), seq, kept, action, hash(head, seq, kept, action));
    }

    /**
     * Checks the link that stands after a head.
     *
     * @return what is wrong with it, for people; null when nothing is
     */
    static @Nullable String fault(Head head, AuditLink link) {
        if (link.seq() != head.seq() + 1) {
            return "link " + (head.seq() + 1) + " is missing";
        }
        return hash(head, link.seq(), link.at(), link.action()).equals(link.hash())
                ? null
                : "link " + link.seq() + " is not what was recorded";
    }

    static Head after(AuditLink link) {
        return new Head(link.day(), link.seq(), link.hash());
    }

    /**
     * The number of the row that says in which link an entry's beginning, or its end, stands:
     * negative, so that it is no link's.
     */
    static long mark(String entry, boolean beginning) {
        byte[] sha = digest(entry, beginning ? "begun" : "ended");
        return ByteBuffer.wrap(sha).getLong() | Long.MIN_VALUE;
    }

    private static String hash(Head before, long seq, Instant at, AuditAction action) {
        var asked = action.asked();
        var words =
                new ArrayList<>(
                        List.of(
                                before.hash(),
                                before.day().toString(),
                                Long.toString(seq),
                                Long.toString(at.toEpochMilli()),
                                asked.actor(),
                                asked.action(),
                                asked.target(),
                                action.result(),
                                action.detail(),
                                asked.origin(),
                                asked.requestId()));
        if (!asked.id().isEmpty()) { // a link from before there were entries is in none
            words.add(asked.service());
            words.add(asked.id());
            words.add(Long.toString(asked.begunAt().toEpochMilli()));
        }
        return hash(words.toArray(String[]::new));
    }

    private static String hash(String... words) {
        return HexFormat.of().formatHex(digest(words));
    }

    /** Each word with its length before it, so that no two lists are alike. */
    private static byte[] digest(String... words) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (String word : words) {
                byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
                sha.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
                sha.update(bytes);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
