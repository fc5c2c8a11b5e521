package io.tollbridge.starter.event;

import io.tollbridge.starter.logging.LogContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An event as it came from Kafka; its body is decoded only when asked for. */
public final class EventEnvelope {

    private final JsonMapper json;
    private final String id;
    private final String type;
    private final long sequence;
    private final Instant at;
    private final Origin origin;
    private final byte[] body;

    /** Where a record stood, whether it was parked since, and the trace of what caused it. */
    record Origin(
            String key,
            String topic,
            int partition,
            long offset,
            boolean late,
            @Nullable String traceparent) {}

    EventEnvelope(
            JsonMapper json,
            String id,
            String type,
            long sequence,
            Instant at,
            Origin origin,
            byte[] body) {
        this.json = json;
        this.id = id;
        this.type = type;
        this.sequence = sequence;
        this.at = at;
        this.origin = origin;
        this.body = body;
    }

    /** The event's id, {@code <aggregate id>:<sequence>}: the same in every copy. */
    public String id() {
        return id;
    }

    public String type() {
        return type;
    }

    public long sequence() {
        return sequence;
    }

    public Instant at() {
        return at;
    }

    public String key() {
        return origin.key();
    }

    public String topic() {
        return origin.topic();
    }

    public int partition() {
        return origin.partition();
    }

    public long offset() {
        return origin.offset();
    }

    /**
     * Whether it was parked and comes from there: later records of its partition, though none of
     * its key, may have been handled before it.
     */
    public boolean isLate() {
        return origin.late();
    }

    /** The W3C trace context of the request that caused it; null when there was none. */
    public @Nullable String traceparent() {
        return origin.traceparent();
    }

    /** To be held while the event is worked on: its lines carry its trace and its payment. */
    public LogContext logContext() {
        return LogContext.ofTrace(origin.traceparent()).andObject(origin.key());
    }

    /** The JSON text as published. */
    public byte[] body() {
        return body;
    }

    public boolean is(Class<?> eventClass) {
        return EventCodec.typeOf(eventClass).value().equals(type);
    }

    /** Decodes the body. */
    public <T> T as(Class<T> eventClass) {
        return json.readValue(body, eventClass);
    }

    @Override
    public String toString() {
        return type + " " + id + " at " + origin;
    }
}
