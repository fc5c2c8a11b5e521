package io.tollbridge.transaction.delivery;

import io.tollbridge.transaction.delivery.WebhookJob.Target;
import io.tollbridge.transaction.delivery.WebhookJob.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one endpoint: a queue per object, one call per object and a few per endpoint at a
 * time. Guarded by its lock, which callers hold around whole steps.
 */
final class EndpointLane {

    static final int CALLS_AT_ONCE = 8;
    private static final int MOST_OBJECTS = 10_000;

    final ReentrantLock lock = new ReentrantLock();
    private final Map<Target, Queue> queues = new HashMap<>();
    private int calls;
    private boolean spilled;

    private static final class Queue {
        private final long bucket;
        private final TreeMap<Turn, WebhookJob> jobs = new TreeMap<>();
        private boolean calling;

        Queue(long bucket) {
            this.bucket = bucket;
        }
    }

    boolean has(Target target) {
        return queues.containsKey(target);
    }

    /** Room for another object; when there is none it stays in the tables until there is. */
    boolean admits(Target target) {
        if (has(target) || queues.size() < MOST_OBJECTS) {
            return true;
        }
        spilled = true;
        return false;
    }

    /** Whether objects stay outside while there is room again; asking clears the mark. */
    boolean wantsRefill() {
        boolean wants = spilled && queues.size() < MOST_OBJECTS / 2;
        spilled = spilled && !wants;
        return wants;
    }

    boolean isSpilled() {
        return spilled;
    }

    /** Takes over what the tables say is unfinished; what is here already stays as it is. */
    void merge(Target target, Collection<WebhookJob> unfinished, long bucket) {
        var queue = queues.computeIfAbsent(target, _ -> new Queue(bucket));
        unfinished.forEach(job -> queue.jobs.putIfAbsent(job.turn(), job));
    }

    /** Jobs whose turn it is; they count as in flight until {@link #ended}. */
    List<WebhookJob> take(Instant now) {
        var taken = new ArrayList<WebhookJob>();
        for (Queue queue : queues.values()) {
            if (calls >= CALLS_AT_ONCE) {
                break;
            }
            var head = queue.jobs.firstEntry();
            if (!queue.calling && head != null && !head.getValue().dueAt().isAfter(now)) {
                queue.calling = true;
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
    @Nullable Long ended(WebhookJob job, @Nullable WebhookJob again) {
        calls--;
        var queue = queues.get(job.target());
        if (queue == null) {
            return null;
        }
        queue.calling = false;
        if (again == null) {
            queue.jobs.remove(job.turn());
        } else {
            queue.jobs.put(job.turn(), again);
        }
        return removedIfEmpty(job.target(), queue);
    }

    /** As {@link #ended}, for an object that turned out to have nothing to do. */
    @Nullable Long removeIfEmpty(Target target) {
        var queue = queues.get(target);
        return queue == null || queue.calling ? null : removedIfEmpty(target, queue);
    }

    private @Nullable Long removedIfEmpty(Target target, Queue queue) {
        if (!queue.jobs.isEmpty()) {
            return null;
        }
        queues.remove(target);
        return queue.bucket;
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    Set<Long> buckets() {
        var buckets = new HashSet<Long>();
        queues.values().forEach(queue -> buckets.add(queue.bucket));
        return buckets;
    }
}
