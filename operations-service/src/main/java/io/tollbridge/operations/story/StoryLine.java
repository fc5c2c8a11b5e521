package io.tollbridge.operations.story;

import io.tollbridge.starter.event.EventEnvelope;
import java.time.Instant;
import java.util.Comparator;

/** One event as it is kept: {@code topic} without any prefix, {@code body} its JSON. */
record StoryLine(
        String topic, String eventId, String type, long sequence, Instant at, byte[] body) {

    static final Comparator<StoryLine> IN_TIME =
            Comparator.comparing(StoryLine::at).thenComparingLong(StoryLine::sequence);

    static StoryLine of(String topic, EventEnvelope event, byte[] body) {
        return new StoryLine(topic, event.id(), event.type(), event.sequence(), event.at(), body);
    }
}
