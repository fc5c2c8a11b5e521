package io.tollbridge.transaction.delivery;

import io.tollbridge.kernel.Ids;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What this instance has in hand, written down so that another can take it over. */
@Component
class Ownership {

    private static final long BUCKET_MILLIS = 10 * 60 * 1000;

    private final CassandraOwnershipStore store;
    private final BusinessClock clock;
    private final String self;
    private final Set<Long> buckets = ConcurrentHashMap.newKeySet();

    Ownership(CassandraOwnershipStore store, BusinessClock clock) {
        this.store = store;
        this.clock = clock;
        this.self = Ids.sortable(clock.instant());
        store.register(self);
    }

    /** Notes down objects; gives the bucket they are in. */
    long open(List<Target> targets) {
        long bucket = currentBucket();
        if (!targets.isEmpty()) {
            if (!buckets.contains(bucket)) {
                store.addBucket(self, bucket);
                buckets.add(bucket);
            }
            store.open(self, bucket, targets);
        }
        return bucket;
    }

    void close(long bucket, Target target) {
        store.close(self, bucket, target);
    }

    List<Target> mine() {
        return store.opened(self);
    }

    /** Past buckets that nothing is in any more. */
    void dropBucketsExcept(Set<Long> used) {
        long current = currentBucket();
        for (long bucket : new HashSet<>(buckets)) {
            if (bucket < current - 1 && !used.contains(bucket)) {
                store.dropBucket(self, bucket);
                buckets.remove(bucket);
            }
        }
    }

    void beat() {
        store.beat(self);
    }

    /** Others that no longer live. */
    List<String> dead() {
        return store.deadOwners().stream().filter(owner -> !owner.equals(self)).toList();
    }

    List<Target> leftBy(String owner) {
        return store.opened(owner);
    }

    void forget(String owner) {
        store.forget(owner);
    }

    void resign() {
        store.resign(self);
    }

    private long currentBucket() {
        return clock.instant().toEpochMilli() / BUCKET_MILLIS;
    }
}
