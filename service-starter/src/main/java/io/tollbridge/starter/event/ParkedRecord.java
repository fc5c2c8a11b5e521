package io.tollbridge.starter.event;

import io.tollbridge.starter.logging.CardNumberMasker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A record that waits outside of its topic, as it stood there.
 *
 * @param key the record's; empty for none
 * @param failure why it waits; {@link Failure#NONE}: only because one before it does
 */
record ParkedRecord(
        String key,
        String topic,
        int partition,
        long offset,
        Map<String, byte[]> headers,
        byte @Nullable [] body,
        Instant parkedAt,
        Failure failure) {

    private static final int LONGEST = 1000;

    /** How often handling it failed, since when, and what was said the last time. */
    record Failure(
            int tries,
            @Nullable String error,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt) {

        static final Failure NONE = new Failure(0, null, null, null);

        static Failure of(RuntimeException e, int tries, Instant firstAt, Instant lastAt) {
            return new Failure(tries, text(e), firstAt, lastAt);
        }

        Failure again(RuntimeException e, Instant now) {
            return new Failure(tries + 1, text(e), Objects.requireNonNullElse(firstAt, now), now);
        }
    }

    static ParkedRecord of(ConsumerRecord<String, byte[]> rec, Failure failure, Instant now) {
        var headers = new LinkedHashMap<String, byte[]>();
        for (var header : rec.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), header.value()); // the last of a name counts
            }
        }
        return new ParkedRecord(
                keyOf(rec),
                rec.topic(),
                rec.partition(),
                rec.offset(),
                headers,
                rec.value(),
                now,
                failure);
    }

    /** What order is kept by; records without a key are kept in one. */
    static String keyOf(ConsumerRecord<String, byte[]> rec) {
        return Objects.requireNonNullElse(rec.key(), "");
    }

    /** As Kafka gave it, to be decoded like any other. */
    ConsumerRecord<String, byte[]> rec() {
        var all = new RecordHeaders();
        headers.forEach(all::add);
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                body,
                all,
                Optional.empty());
    }

    /** Its name: {@code <topic>-<partition>@<offset>}. */
    String place() {
        return place(topic, partition, offset);
    }

    static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    ParkedRecord failedAgain(RuntimeException e, Instant now) {
        return new ParkedRecord(
                key, topic, partition, offset, headers, body, parkedAt, failure.again(e, now));
    }

    boolean hasFailed() {
        return failure.tries() > 0;
    }

    @Nullable String header(String name) {
        byte[] value = headers.get(name);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private static String text(RuntimeException e) {
        String text = CardNumberMasker.mask(e.toString());
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
