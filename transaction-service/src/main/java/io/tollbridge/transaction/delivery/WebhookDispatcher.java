package io.tollbridge.transaction.delivery;

import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.logging.LogContext;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import io.tollbridge.transaction.endpoint.EndpointBook;
import io.tollbridge.transaction.record.RecordedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Puts events into the lanes of those who listen, and keeps the lanes moving. */
@Component
public class WebhookDispatcher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebhookDispatcher.class);

    private final EndpointBook book;
    private final CassandraDeliveryStore store;
    private final Ownership ownership;
    private final WebhookCall call;
    private final BusinessClock clock;
    private final Map<String, EndpointLane> lanes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    WebhookDispatcher(
            EndpointBook book,
            CassandraDeliveryStore store,
            Ownership ownership,
            WebhookCall call,
            BusinessClock clock) {
        this.book = book;
        this.store = store;
        this.ownership = ownership;
        this.call = call;
        this.clock = clock;
    }

    /** Makes jobs of events that somebody listens to; they are durable when this returns. */
    public void tell(List<RecordedEvent> events) {
        Map<String, List<WebhookJob>> byEndpoint = new LinkedHashMap<>();
        for (RecordedEvent event : events) {
            String type = event.publicType();
            if (type == null) {
                continue;
            }
            for (var endpoint :
                    book.listeners(event.merchantId(), event.mode(), type, event.at())) {
                byEndpoint
                        .computeIfAbsent(endpoint.id(), _ -> new ArrayList<>())
                        .add(
                                new WebhookJob(
                                        endpoint.id(),
                                        event.objectId(),
                                        event.sequence(),
                                        type,
                                        event.at(),
                                        0,
                                        event.at()));
            }
        }
        byEndpoint.forEach(this::add);
    }

    private void add(String endpointId, List<WebhookJob> jobs) {
        var targets = new LinkedHashSet<Target>();
        jobs.forEach(job -> targets.add(job.target()));
        var lane = lane(endpointId);
        lane.lock.lock();
        try {
            long bucket = ownership.open(targets.stream().filter(t -> !lane.has(t)).toList());
            store.add(jobs);
            load(lane, targets, bucket);
        } finally {
            lane.lock.unlock();
        }
        pump(lane);
    }

    /** Takes objects over whose jobs are in the tables. */
    void adopt(Collection<Target> targets) {
        Map<String, List<Target>> byEndpoint = new LinkedHashMap<>();
        for (Target target : targets) {
            byEndpoint.computeIfAbsent(target.endpointId(), _ -> new ArrayList<>()).add(target);
        }
        byEndpoint.forEach((endpointId, some) -> {
            var lane = lane(endpointId);
            lane.lock.lock();
            try {
                var fresh = some.stream().filter(t -> !lane.has(t)).toList();
                load(lane, fresh, ownership.open(fresh));
            } finally {
                lane.lock.unlock();
            }
        });
    }

    private void load(EndpointLane lane, Collection<Target> targets, long bucket) {
        var admitted = targets.stream().filter(lane::admits).toList();
        store.unfinished(admitted)
                .forEach((target, jobs) -> {
                    lane.merge(target, jobs, bucket);
                    Long empty = lane.removeIfEmpty(target);
                    if (empty != null) {
                        ownership.close(empty, target);
                    }
                });
    }

    /** Retries fall due; lanes that were too full have room again. */
    @Scheduled(fixedDelay = 250)
    void tick() {
        for (EndpointLane lane : lanes.values()) {
            pump(lane);
        }
    }

    /** At a fixed rate: reading many rows must not hold up the tick. */
    @Scheduled(fixedRate = 10_000)
    void refill() {
        boolean wanted = false;
        for (EndpointLane lane : lanes.values()) {
            lane.lock.lock();
            try {
                wanted |= lane.wantsRefill();
            } finally {
                lane.lock.unlock();
            }
        }
        if (wanted) {
            adopt(ownership.mine());
        }
        dropEmptyBuckets();
    }

    private void dropEmptyBuckets() {
        Set<Long> used = new HashSet<>();
        for (EndpointLane lane : lanes.values()) {
            lane.lock.lock();
            try {
                if (lane.isSpilled()) {
                    return; // objects outside are in buckets that nobody here counts
                }
                used.addAll(lane.buckets());
            } finally {
                lane.lock.unlock();
            }
        }
        ownership.dropBucketsExcept(used);
    }

    private void pump(EndpointLane lane) {
        List<WebhookJob> due;
        lane.lock.lock();
        try {
            due = lane.take(clock.instant());
        } finally {
            lane.lock.unlock();
        }
        for (WebhookJob job : due) {
            try {
                threads.execute(() -> run(lane, job));
            } catch (RejectedExecutionException _) {
                return; // stopping: the jobs are in the tables
            }
        }
    }

    private void run(EndpointLane lane, WebhookJob job) {
        WebhookJob again = made(job);
        lane.lock.lock();
        try {
            Long empty = lane.ended(job, again);
            if (empty != null) {
                ownership.close(empty, job.target());
            }
        } finally {
            lane.lock.unlock();
        }
        pump(lane);
    }

    /** What is left to do of a job after a call; null when it is done. */
    private @Nullable WebhookJob made(WebhookJob job) {
        try (var _ = LogContext.ofObject(job.objectId())) {
            try {
                return call.make(job).orElse(null);
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

    private EndpointLane lane(String endpointId) {
        return lanes.computeIfAbsent(endpointId, _ -> new EndpointLane());
    }

    /** Calls that run are seen through; what waits is taken over by whoever starts next. */
    @Override
    public void close() {
        threads.close();
        ownership.resign();
    }
}
