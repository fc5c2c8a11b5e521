package io.tollbridge.starter.aggregate;

import com.datastax.oss.driver.api.core.DriverException;
import io.tollbridge.starter.aggregate.OutboxMarkers.Marker;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Finds and publishes what was written and not published: after a crash, while Kafka was away, or
 * when another instance wrote the event before. Any instance may sweep any shard: the worst that
 * two can do is to publish twice.
 */
final class OutboxSweeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxSweeper.class);

    /** Younger markers are left to the hand-over, which is on its way. */
    private static final long SETTLED_MILLIS = 2_000;

    /** A marker this old without its event: the writer is dead or slow; fence it off. */
    private static final long FENCE_MILLIS = 15_000;

    /** Five minutes: clocks of writers are assumed to differ by less. */
    static final long RETIRE_BUCKETS = 30;

    private static final long RECENT_BUCKETS = 3;

    /** All that a calm round looks at, in one request: requests are what idling costs. */
    static final long BUCKETS_A_READ = 32;

    /** Rounds between looks at older buckets: seldom, since only an outage leaves markers there. */
    private static final int OLD_EVERY = 15;

    /** So many aggregates in a row that cannot be published: the next ones could not either. */
    private static final int OUTAGE_AFTER = 3;

    private final OutboxMarkers markers;
    private final OutboxRelay relay;
    private final AggregateStatements cql;
    private final Clock clock;
    private final int shards;
    private final Map<Integer, Long> low = new TreeMap<>();
    private final ScheduledExecutorService timer;
    private volatile boolean running;
    private int round;

    OutboxSweeper(
            OutboxMarkers markers,
            OutboxRelay relay,
            AggregateStatements cql,
            Clock clock,
            int shards,
            ScheduledExecutorService timer) {
        this.markers = markers;
        this.relay = relay;
        this.cql = cql;
        this.clock = clock;
        this.shards = shards;
        this.timer = timer;
    }

    static ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("outbox-sweeper").daemon().factory());
    }

    @Override
    public void start() {
        running = true;
        for (int shard = 0; shard < shards; shard++) {
            low.put(shard, markers.low(shard));
        }
        long every = Duration.ofSeconds(2).toMillis();
        var _ = timer.scheduleWithFixedDelay(this::sweepOrLog, every, every, TimeUnit.MILLISECONDS);
    }

    private void sweepOrLog() {
        try {
            sweep();
        } catch (RuntimeException e) {
            // Whatever it was, the next round tries again: a timer that threw once never runs
            // again.
            log.atWarn().setCause(e).log("outbox.sweep_failed");
        }
    }

    private void sweep() {
        deleteDone();
        boolean oldToo = round % OLD_EVERY == 0; // also the first: right after a crash
        round++;
        long now = markers.bucketNow();
        for (var entry : low.entrySet()) {
            int shard = entry.getKey();
            long from =
                    oldToo ? entry.getValue() : Math.max(entry.getValue(), now - RECENT_BUCKETS);
            long firstBusy = Long.MAX_VALUE;
            for (long first = from; first <= now; first += BUCKETS_A_READ) {
                long last = Math.min(first + BUCKETS_A_READ - 1, now);
                List<Marker> found = markers.read(shard, first, last);
                resolve(found);
                for (Marker marker : found) {
                    firstBusy = Math.min(firstBusy, marker.bucket());
                }
            }
            if (oldToo) {
                retire(entry, Math.min(firstBusy, now - RETIRE_BUCKETS));
            }
        }
    }

    private void deleteDone() {
        relay.takeDone().stream()
                .collect(Collectors.groupingBy(m -> List.of((long) m.shard(), m.bucket())))
                .values()
                .forEach(markers::delete);
    }

    private void retire(Map.Entry<Integer, Long> shard, long bucket) {
        if (bucket
                > shard.getValue() + RETIRE_BUCKETS) { // seldom: one small write per five minutes
            markers.raiseLow(shard.getKey(), bucket);
            shard.setValue(bucket);
        }
    }

    private void resolve(List<Marker> found) {
        var byAggregate =
                found.stream()
                        .filter(marker -> marker.ageMillis(clock) > SETTLED_MILLIS)
                        .collect(Collectors.groupingBy(Marker::aggregateId));
        int failures = 0;
        for (var one : byAggregate.entrySet()) {
            try {
                resolve(one.getKey(), one.getValue());
                failures = 0;
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("aggregate.id", one.getKey())
                        .setCause(e)
                        .log("outbox.left_for_next_sweep");
                if (++failures == OUTAGE_AFTER) {
                    throw e; // it is not these: the store or Kafka is away
                }
            }
        }
    }

    private void resolve(String id, List<Marker> ofOne) {
        if (isUnderWay(id, ofOne)) {
            return;
        }
        var seen = cql.load(id);
        int lowest = ofOne.stream().mapToInt(Marker::sequence).min().orElseThrow();
        if (seen.version() >= lowest) {
            // An earlier event may wait under a marker that this round did not read: unless all
            // before are known to be in Kafka, begin with the first.
            int from = relay.order().hasAcknowledged(id, lowest - 1) ? lowest : 1;
            relay.publish(id, cql.events(id, from));
        }
        for (Marker marker :
                ofOne.stream().sorted(Comparator.comparingInt(Marker::sequence)).toList()) {
            if (seen.version() >= marker.sequence()) {
                markers.delete(List.of(marker));
            } else if (marker.ageMillis(clock) > FENCE_MILLIS && cql.fence(seen)) {
                markers.delete(List.of(marker));
                seen = cql.load(id);
                log.atInfo().addKeyValue("aggregate.id", id).log("outbox.fenced");
            }
        }
    }

    /**
     * In the hands of this very process: the marker goes with the acknowledgement, and without one
     * nothing counts as taken any more. Looking would cost a serial read, and a second copy of each
     * event.
     */
    private boolean isUnderWay(String id, List<Marker> ofOne) {
        int highest = ofOne.stream().mapToInt(Marker::sequence).max().orElseThrow();
        return relay.order().hasTaken(id, highest)
                && ofOne.stream().allMatch(marker -> marker.ageMillis(clock) < FENCE_MILLIS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        try {
            if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
            deleteDone();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (DriverException e) {
            log.atInfo().setCause(e).log("outbox.markers_left"); // the next start finds them
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 200;
    }
}
