package io.tollbridge.accounting.posting;

import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.PaymentId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A journal as booked, once and for ever.
 *
 * @param id follows from the source event and the rule
 * @param ruleVersion the version of the rules that made it
 */
public record Posting(
        UUID id,
        int ruleVersion,
        Journal journal,
        Source source,
        @Nullable MerchantId merchant,
        @Nullable PaymentId payment) {

    /**
     * The record that made it.
     *
     * @param eventId the same in every copy of the event
     * @param place the copy that was booked; balances count this one and no other
     * @param at when the event happened; its UTC day is the accounting day
     */
    public record Source(String eventId, Place place, Instant at) {
        public Source {
            at = at.truncatedTo(ChronoUnit.MILLIS); // what Cassandra keeps
        }
    }

    /** The postings of an event; none when nothing is to be booked. */
    public static List<Posting> of(PostingRules.Booking booking, Source source) {
        var subject = booking.subject();
        return booking.journals().stream()
                .map(journal ->
                        new Posting(
                                Ids.uuid5(source.eventId(), journal.rule().wire()),
                                PostingRules.VERSION,
                                journal,
                                source,
                                subject.merchant(),
                                subject.payment()))
                .toList();
    }

    /** The same, counted at another place. */
    public Posting at(Place place) {
        var there = new Source(source.eventId(), place, source.at());
        return new Posting(id, ruleVersion, journal, there, merchant, payment);
    }

    /** The accounting day. */
    public LocalDate period() {
        return periodOf(source.at());
    }

    static LocalDate periodOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** The hour of the day: keeps a day's rows in 24 partitions that are in order of time. */
    public int slot() {
        return slotOf(source.at());
    }

    static int slotOf(Instant at) {
        return at.atOffset(ZoneOffset.UTC).getHour();
    }

    /** SHA-256 over what is booked, hex. By one version of the rules copies agree on it. */
    public String hash() {
        var text = new StringBuilder();
        text.append(id).append('|').append(source.eventId());
        text.append('|').append(journal.rule().wire()).append('|').append(journal.currency());
        text.append('|').append(merchant).append('|').append(payment);
        for (var line : journal.lines()) {
            text.append('|').append(line.account()).append(' ').append(line.side().wire());
            text.append(' ').append(line.amount());
        }
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            byte[] hash = sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
