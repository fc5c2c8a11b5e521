package io.tollbridge.transaction.delivery;

import io.tollbridge.transaction.delivery.Ownership.Bucket;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import io.tollbridge.transaction.delivery.WebhookJob.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one endpoint: a queue per object, one call per object and a few per endpoint at a
 * time. All but {@link #has} is called within a step that {@link #alone} does.
 */
final class EndpointLane {

    static final int CALLS_AT_ONCE = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Target, Queue> queues = new ConcurrentHashMap<>();
    private final int mostObjects;
    private int calls;
    private long turnedAway;
    private long fetched;

    private static final class Queue {
        private final Bucket bucket;
        private final TreeMap<Turn, WebhookJob> jobs = new TreeMap<>();
        private @Nullable WebhookJob calling;

        Queue(Bucket bucket) {
            this.bucket = bucket;
        }
    }

    EndpointLane(int mostObjects) {
        this.mostObjects = mostObjects;
    }

    /** Does a whole step while nobody else does one. */
    void alone(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #alone}, but not at all when somebody else is at it. */
    void aloneIfFree(Runnable step) {
        if (lock.tryLock()) {
            try {
                step.run();
            } finally {
                lock.unlock();
            }
        }
    }

    boolean has(Target target) {
        return queues.containsKey(target);
    }

    /** Room for another object; when there is none it stays in the tables until there is. */
    boolean admits(Target target) {
        if (has(target) || queues.size() < mostObjects) {
            return true;
        }
        turnedAway++;
        return false;
    }

    /** Whether objects stay outside. */
    boolean isSpilled() {
        return turnedAway > fetched;
    }

    /** Whether objects stay outside while there is room again. */
    boolean wantsRefill() {
        return isSpilled() && queues.size() < mostObjects / 2;
    }

    /** How often an object was turned away. */
    long turnedAway() {
        return turnedAway;
    }

    /** All that was turned away by then is here now. */
    void fetchedAll(long turnedAwayThen) {
        fetched = turnedAwayThen;
    }

    /** Takes over what the tables say is unfinished; what is here already stays as it is. */
    void merge(Target target, Collection<WebhookJob> unfinished, Bucket bucket) {
        var queue = queues.computeIfAbsent(target, _ -> new Queue(bucket));
        unfinished.forEach(job -> queue.jobs.putIfAbsent(job.turn(), job));
    }

    /**
     * Jobs of an object in hand that are started over, or due earlier, whatever is here of them.
     */
    void replace(Target target, Collection<WebhookJob> jobs) {
        var queue = queues.get(target);
        if (queue != null) {
            jobs.forEach(job -> queue.jobs.put(job.turn(), job));
        }
    }

    /** Jobs whose turn it is; they count as in flight until {@link #ended}. */
    List<WebhookJob> take(Instant now) {
        var taken = new ArrayList<WebhookJob>();
        for (Queue queue : queues.values()) {
            if (calls >= CALLS_AT_ONCE) {
                break;
            }
            var head = queue.jobs.firstEntry();
            if (queue.calling == null && head != null && !head.getValue().dueAt().isAfter(now)) {
                queue.calling = head.getValue();
                calls++;
                taken.add(head.getValue());
            }
        }
        return taken;
    }

    /**
     * A call is over.
     *
     * @param again the job to try again later, null when it is finished
     * @return the bucket that the object is listed in when nothing waits for it any more
     */
    @Nullable Bucket ended(WebhookJob job, @Nullable WebhookJob again) {
        calls--;
        var queue = queues.get(job.target());
        if (queue == null || !job.equals(queue.calling)) {
            return null; // given up meanwhile
        }
        queue.calling = null;
        if (again == null) { // unless it was started over meanwhile
            queue.jobs.remove(job.turn(), job);
        } else {
            queue.jobs.replace(job.turn(), job, again);
        }
        return removedIfEmpty(job.target(), queue);
    }

    /** As {@link #ended}, for an object that turned out to have nothing to do. */
    @Nullable Bucket removeIfEmpty(Target target) {
        var queue = queues.get(target);
        return queue == null || queue.calling != null ? null : removedIfEmpty(target, queue);
    }

    private @Nullable Bucket removedIfEmpty(Target target, Queue queue) {
        if (!queue.jobs.isEmpty()) {
            return null;
        }
        queues.remove(target);
        return queue.bucket;
    }

    /** Gives up all that is here. A call that runs is seen through, but not repeated from here. */
    void clear() {
        queues.clear();
        fetched = turnedAway;
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    Set<Bucket> buckets() {
        var buckets = new HashSet<Bucket>();
        queues.values().forEach(queue -> buckets.add(queue.bucket));
        return buckets;
    }
}
