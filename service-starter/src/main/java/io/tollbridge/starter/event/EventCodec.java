package io.tollbridge.starter.event;

import io.tollbridge.contracts.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Events to Kafka records and back: JSON body, CloudEvents attributes as {@code ce_} headers. */
public final class EventCodec {

    private static final String TRACEPARENT = "traceparent";

    private final JsonMapper json;
    private final String source;
    private final String topicPrefix;

    public EventCodec(JsonMapper json, String source, String topicPrefix) {
        this.json = json;
        this.source = source;
        this.topicPrefix = topicPrefix;
    }

    /** The wire name of an event class. */
    public static EventType typeOf(Class<?> eventClass) {
        return Objects.requireNonNull(
                eventClass.getAnnotation(EventType.class), () -> eventClass + " has no @EventType");
    }

    /** The name of a topic on the broker: tests have a prefix each. */
    public String topic(String name) {
        return topicPrefix + name;
    }

    public byte[] body(Object event) {
        return json.writeValueAsBytes(event);
    }

    public ProducerRecord<String, byte[]> encode(OutgoingEvent out) {
        return encode(typeOf(out.event().getClass()), body(out.event()), out, null);
    }

    /** For a body that was encoded when the event happened, and is published as it was. */
    public ProducerRecord<String, byte[]> encode(
            EventType type, byte[] body, OutgoingEvent out, @Nullable String traceparent) {
        var rec = new ProducerRecord<String, byte[]>(topic(type.topic()), out.key(), body);
        put(rec.headers(), "ce_specversion", "1.0");
        put(rec.headers(), "ce_id", out.id());
        put(rec.headers(), "ce_type", type.value());
        put(rec.headers(), "ce_source", source);
        put(rec.headers(), "ce_time", out.at().toString());
        put(rec.headers(), "ce_sequence", Long.toString(out.sequence()));
        put(rec.headers(), "ce_schema", Integer.toString(type.schema()));
        if (traceparent != null) {
            put(rec.headers(), TRACEPARENT, traceparent);
        }
        return rec;
    }

    public static String type(ConsumerRecord<String, byte[]> rec) {
        return get(rec.headers(), "ce_type");
    }

    static @Nullable String findType(ConsumerRecord<String, byte[]> rec) {
        return find(rec.headers(), "ce_type");
    }

    static @Nullable String findId(ConsumerRecord<String, byte[]> rec) {
        return find(rec.headers(), "ce_id");
    }

    /** Null when it names none, or no number. */
    static @Nullable Long findSequence(ConsumerRecord<String, byte[]> rec) {
        String text = find(rec.headers(), "ce_sequence");
        return text == null || !text.matches("\\d{1,18}") ? null : Long.valueOf(text);
    }

    public EventEnvelope decode(ConsumerRecord<String, byte[]> rec) {
        return decode(rec, false);
    }

    EventEnvelope decode(ParkedRecord parked) {
        return decode(parked.rec(), true);
    }

    private EventEnvelope decode(ConsumerRecord<String, byte[]> rec, boolean late) {
        var origin =
                new EventEnvelope.Origin(
                        rec.key(),
                        rec.topic(),
                        rec.partition(),
                        rec.offset(),
                        late,
                        find(rec.headers(), TRACEPARENT));
        return new EventEnvelope(
                json,
                get(rec.headers(), "ce_id"),
                type(rec),
                Long.parseLong(get(rec.headers(), "ce_sequence")),
                Instant.parse(get(rec.headers(), "ce_time")),
                origin,
                rec.value());
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String get(Headers headers, String name) {
        String value = find(headers, name);
        if (value == null) {
            throw new IllegalArgumentException("record without header " + name);
        }
        return value;
    }

    private static @Nullable String find(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
