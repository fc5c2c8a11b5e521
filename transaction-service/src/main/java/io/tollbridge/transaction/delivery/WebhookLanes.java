package io.tollbridge.transaction.delivery;

import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.logging.LogContext;
import io.tollbridge.transaction.delivery.CassandraDeliveryStore.Progress;
import io.tollbridge.transaction.delivery.Ownership.Bucket;
import io.tollbridge.transaction.delivery.ReplayPolicy.Wish;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The lanes of all endpoints: loads them from the tables and keeps them moving. */
@Component
class WebhookLanes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebhookLanes.class);
    private static final int MOST_OBJECTS = 10_000;

    /** How many objects are read or written at once. */
    private static final int CHUNK = 200;

    private final CassandraDeliveryStore store;
    private final Ownership ownership;
    private final WebhookCall call;
    private final BusinessClock clock;
    private final int mostObjects;
    private final Map<String, EndpointLane> lanes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Autowired
    WebhookLanes(
            CassandraDeliveryStore store,
            Ownership ownership,
            WebhookCall call,
            BusinessClock clock) {
        this(store, ownership, call, clock, MOST_OBJECTS);
    }

    /** With room for so many objects per endpoint. */
    WebhookLanes(
            CassandraDeliveryStore store,
            Ownership ownership,
            WebhookCall call,
            BusinessClock clock,
            int mostObjects) {
        this.store = store;
        this.ownership = ownership;
        this.call = call;
        this.clock = clock;
        this.mostObjects = mostObjects;
    }

    /** Adds an endpoint's jobs by object; they are durable when this returns. */
    void add(String endpointId, Map<Target, List<WebhookJob>> told) {
        var lane = lane(endpointId);
        inChunks(told.keySet().stream(), (_, some) -> load(lane, some, told));
        pump(lane);
    }

    /**
     * Sends again, by object, in order with all else that waits; durable when this returns.
     *
     * @return how many of those asked for go out
     */
    int replay(String endpointId, Map<Target, List<WebhookJob>> asked, Wish wish) {
        var lane = lane(endpointId);
        var count = new AtomicInteger();
        inChunks(
                asked.keySet().stream(),
                (_, some) -> lane.alone(() -> count.addAndGet(replay(lane, some, asked, wish))));
        pump(lane);
        return count.get();
    }

    private int replay(
            EndpointLane lane,
            List<Target> targets,
            Map<Target, List<WebhookJob>> asked,
            Wish wish) {
        var owner = ownership.open(targets.stream().filter(t -> !lane.has(t)).toList()).owner();
        Instant now = clock.instant();
        int count = 0;
        for (var known : store.read(targets).entrySet()) {
            var jobs = asked.getOrDefault(known.getKey(), List.of());
            var plan = ReplayPolicy.plan(known.getValue(), jobs, wish, now);
            store.restart(plan.afresh(), owner, wish.request());
            store.hasten(plan.hastened(), owner, wish.request());
            lane.replace(known.getKey(), plan.afresh());
            lane.replace(known.getKey(), plan.hastened());
            count += plan.count();
        }
        load(lane, targets, Map.of());
        return count;
    }

    /**
     * Takes in hand what is noted down, with all that waits for it.
     *
     * @param adopted is told of those that are in hand now
     * @return endpoints of which some could not be taken: they stay where they are
     */
    Set<String> adopt(Stream<Target> noted, BiConsumer<String, List<Target>> adopted) {
        var failed = new HashSet<String>();
        inChunks(
                noted,
                (endpointId, some) -> {
                    try {
                        load(lane(endpointId), some, Map.of());
                        adopted.accept(endpointId, some);
                    } catch (RuntimeException e) { // not to hold up other endpoints
                        failed.add(endpointId);
                        log.atWarn()
                                .addKeyValue("webhook.endpoint", endpointId)
                                .setCause(e)
                                .log("webhook.adoption_failed");
                    }
                });
        return failed;
    }

    /** A few at a time, by endpoint. */
    private static void inChunks(Stream<Target> targets, BiConsumer<String, List<Target>> step) {
        targets.gather(Gatherers.windowFixed(CHUNK))
                .forEach(chunk ->
                        chunk.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                Target::endpointId,
                                                LinkedHashMap::new,
                                                Collectors.toList()))
                                .forEach(step));
    }

    /**
     * Takes objects in hand with all that waits for them, whoever wrote it, and adds jobs that the
     * tables do not have. A job that they have, in whatever state, stays as it is there.
     */
    private void load(EndpointLane lane, List<Target> targets, Map<Target, List<WebhookJob>> told) {
        lane.alone(() -> {
            var bucket = ownership.open(targets.stream().filter(t -> !lane.has(t)).toList());
            var wanted =
                    targets.stream().filter(t -> told.containsKey(t) || lane.admits(t)).toList();
            var waiting = waiting(store.read(wanted), told, bucket.owner());
            ownership.confirm(bucket);
            waiting.forEach((target, jobs) -> {
                if (lane.admits(target)) {
                    lane.merge(target, jobs, bucket);
                    close(lane.removeIfEmpty(target), target);
                }
            });
        });
    }

    /** What waits for each object, after the tables have all of it, as this instance's. */
    private Map<Target, List<WebhookJob>> waiting(
            Map<Target, List<Progress>> known, Map<Target, List<WebhookJob>> told, String owner) {
        Map<Target, List<WebhookJob>> waiting = new LinkedHashMap<>();
        var missing = new ArrayList<WebhookJob>();
        var others = new ArrayList<WebhookJob>();
        known.forEach((target, rows) -> {
            var turns = rows.stream().map(row -> row.job().turn()).collect(Collectors.toSet());
            var jobs = new ArrayList<WebhookJob>();
            for (WebhookJob job : told.getOrDefault(target, List.of())) {
                if (turns.add(job.turn())) {
                    missing.add(job);
                    jobs.add(job);
                }
            }
            for (Progress row : rows) {
                if (row.state() == null) {
                    jobs.add(row.job());
                    if (!owner.equals(row.owner())) {
                        others.add(row.job());
                    }
                }
            }
            waiting.put(target, jobs);
        });
        store.add(missing, owner);
        store.claim(others, owner);
        return waiting;
    }

    /** Retries fall due. A lane that is being loaded is not waited for. */
    @Scheduled(fixedDelay = 250)
    void tick() {
        for (EndpointLane lane : lanes.values()) {
            lane.aloneIfFree(() -> start(lane));
        }
    }

    /** Lanes by endpoint. */
    Map<String, EndpointLane> all() {
        return lanes;
    }

    boolean has(Target target) {
        var lane = lanes.get(target.endpointId());
        return lane != null && lane.has(target);
    }

    /** Somebody else takes over what is in hand here. */
    void letGo() {
        lanes.values().forEach(lane -> lane.alone(lane::clear));
    }

    private void pump(EndpointLane lane) {
        lane.alone(() -> start(lane));
    }

    private void start(EndpointLane lane) {
        for (WebhookJob job : lane.take(clock.instant())) {
            try {
                threads.execute(() -> run(lane, job));
            } catch (RejectedExecutionException _) {
                return; // stopping: the jobs are in the tables
            }
        }
    }

    private void run(EndpointLane lane, WebhookJob job) {
        WebhookJob again = made(job);
        lane.alone(() -> close(lane.ended(job, again), job.target()));
        pump(lane);
    }

    /** What is left to do of a job after a call; null when it is done. */
    private @Nullable WebhookJob made(WebhookJob job) {
        try (var _ = LogContext.ofObject(job.objectId())) {
            try {
                boolean isOurs = store.isLeftTo(ownership.name(), job); // not sent by another
                return isOurs ? call.make(job).orElse(null) : null;
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("webhook.endpoint", job.endpointId())
                        .addKeyValue("webhook.event", job.eventId())
                        .setCause(e)
                        .log("webhook.call_failed");
                return job.postponed(clock.instant().plusSeconds(1));
            }
        }
    }

    private void close(@Nullable Bucket bucket, Target target) {
        if (bucket != null) {
            ownership.close(bucket, List.of(target));
        }
    }

    private EndpointLane lane(String endpointId) {
        return lanes.computeIfAbsent(endpointId, _ -> new EndpointLane(mostObjects));
    }

    /** Calls that run are seen through; what waits is taken over by whoever starts next. */
    @Override
    public void close() {
        threads.close();
        ownership.resign();
    }
}
