package io.tollbridge.accounting.seal;

import io.tollbridge.accounting.posting.Journal;
import io.tollbridge.accounting.posting.Posting;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * All of a posting as bytes, one way only. Unlike {@link Posting#hash}, which copies of an event
 * share, it tells apart where a posting counts, by which version of the rules and when.
 */
public final class Leaf {

    /** The first byte of every leaf. What is encoded otherwise has another one. */
    public static final int VERSION = 1;

    private static final int ABSENT = -1;

    private Leaf() {}

    /** The leaf's hash in the tree. */
    public static Merkle.Hash hash(Posting posting) {
        return Merkle.leaf(bytes(posting));
    }

    /**
     * Numbers are big-endian and of fixed length, texts UTF-8 after their length in bytes, so that
     * no two contents run into the same bytes.
     */
    static byte[] bytes(Posting posting) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(posting.id().getMostSignificantBits());
            out.writeLong(posting.id().getLeastSignificantBits());
            out.writeInt(posting.ruleVersion());
            write(out, posting.source());
            var merchant = posting.merchant();
            var payment = posting.payment();
            write(out, merchant == null ? null : merchant.value());
            write(out, payment == null ? null : payment.value());
            write(out, posting.journal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Posting.Source source) throws IOException {
        write(out, source.eventId());
        write(out, source.place().topic());
        out.writeInt(source.place().partition());
        out.writeLong(source.place().offset());
        out.writeInt(source.place().round());
        out.writeLong(source.at().toEpochMilli());
    }

    private static void write(DataOutputStream out, Journal journal) throws IOException {
        write(out, journal.rule().wire());
        write(out, journal.currency().code());
        out.writeInt(journal.lines().size());
        for (var line : journal.lines()) {
            write(out, line.account().toString());
            write(out, line.side().wire());
            out.writeLong(line.amount());
        }
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(ABSENT);
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
        }
    }
}
