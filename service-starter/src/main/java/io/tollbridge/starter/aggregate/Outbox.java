package io.tollbridge.starter.aggregate;

import java.util.HashSet;
import java.util.Set;

/** The outbox as seen by whoever looks after completeness: what waits in it, and its repair. */
public final class Outbox {

    private final OutboxMarkers markers;
    private final OutboxRelay relay;
    private final AggregateStatements cql;
    private final int shards;

    Outbox(OutboxMarkers markers, OutboxRelay relay, AggregateStatements cql, int shards) {
        this.markers = markers;
        this.relay = relay;
        this.cql = cql;
        this.shards = shards;
    }

    /**
     * Aggregates of which an event may not be in Kafka yet, and will be by itself. All events that
     * were written before this was asked, of all others, are in Kafka, or lost from the outbox.
     */
    public Set<String> waiting() {
        var ids = new HashSet<String>();
        long now = markers.bucketNow() + 1; // of a writer whose clock is a little ahead
        for (int shard = 0; shard < shards; shard++) {
            for (long first = markers.low(shard);
                    first <= now;
                    first += OutboxSweeper.BUCKETS_A_READ) {
                long last = Math.min(first + OutboxSweeper.BUCKETS_A_READ - 1, now);
                markers.read(shard, first, last).forEach(marker -> ids.add(marker.aggregateId()));
            }
        }
        return ids;
    }

    /**
     * Publishes an aggregate's events once more, as they were written, in order, from a sequence
     * on. Throws when one of them may not have arrived.
     */
    public void publishAgain(String id, long from) {
        relay.publish(id, cql.events(id, from));
    }
}
