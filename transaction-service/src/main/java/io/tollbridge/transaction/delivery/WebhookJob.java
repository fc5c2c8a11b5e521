package io.tollbridge.transaction.delivery;

import io.tollbridge.kernel.Ids;
import io.tollbridge.transaction.record.CassandraRecordReader.EventListed;
import io.tollbridge.transaction.record.RecordedEvent;
import java.time.Instant;

/**
 * One event to be told to one endpoint.
 *
 * @param type the public event name
 * @param at when the event happened
 * @param attempts how many have been made
 */
record WebhookJob(
        String endpointId,
        String objectId,
        long sequence,
        String type,
        Instant at,
        int attempts,
        Instant dueAt) {

    /** How a job ends that the receiver accepted. */
    static final String DELIVERED = "delivered";

    /** An object's events at one endpoint: what is kept in order. */
    record Target(String endpointId, String objectId) {}

    /** The place among the object's events. */
    record Turn(long sequence, String type) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int bySequence = Long.compare(sequence, other.sequence);
            return bySequence != 0 ? bySequence : type.compareTo(other.type);
        }
    }

    /** Not tried yet. */
    static WebhookJob first(String endpointId, RecordedEvent event, String type) {
        return new WebhookJob(
                endpointId, event.objectId(), event.sequence(), type, event.at(), 0, event.at());
    }

    /** Not tried yet. */
    static WebhookJob first(String endpointId, EventListed event) {
        return new WebhookJob(
                endpointId,
                event.objectId(),
                event.sequence(),
                event.type(),
                event.at(),
                0,
                event.at());
    }

    Target target() {
        return new Target(endpointId, objectId);
    }

    Turn turn() {
        return new Turn(sequence, type);
    }

    String eventId() {
        return "evt_" + objectId + "_" + sequence;
    }

    /** The same for every attempt: receivers drop what they have seen. */
    String messageId() {
        return "msg_" + Ids.derived(eventId(), type, endpointId);
    }

    WebhookJob tried(Instant nextDueAt) {
        return new WebhookJob(endpointId, objectId, sequence, type, at, attempts + 1, nextDueAt);
    }

    /** As if it had not been tried. */
    WebhookJob afresh(Instant due) {
        return new WebhookJob(endpointId, objectId, sequence, type, at, 0, due);
    }

    /** Not tried: the same attempt at another time. */
    WebhookJob postponed(Instant until) {
        return new WebhookJob(endpointId, objectId, sequence, type, at, attempts, until);
    }
}
