package io.tollbridge.transaction.delivery;

import io.tollbridge.kernel.Ids;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.NotYetException;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What this instance has in hand, written down so that another can take it over. That holds only as
 * long as nobody can take this instance for dead: when it could not say in time that it lives, what
 * it had is given up, and it goes on under another name.
 */
@Component
class Ownership {

    private static final long BUCKET_MILLIS = 10 * 60 * 1000;

    /** Well before others look: they count from when the database heard, which is later. */
    private static final long ALIVE_NANOS =
            Duration.ofSeconds(CassandraOwnershipStore.ALIVE_SECONDS - 5).toNanos();

    private final CassandraOwnershipStore store;
    private final BusinessClock clock;
    private final LongSupplier nanoTime;
    private final Set<Bucket> buckets = ConcurrentHashMap.newKeySet();
    private volatile Sign sign;

    /** Some of the objects that an owner has in hand. */
    record Bucket(String owner, long number) {}

    /** The last sign of life, by the clock of this machine. */
    private record Sign(String owner, long atNanos) {}

    @Autowired
    Ownership(CassandraOwnershipStore store, BusinessClock clock) {
        this(store, clock, System::nanoTime);
    }

    Ownership(CassandraOwnershipStore store, BusinessClock clock, LongSupplier nanoTime) {
        this.store = store;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.sign = register();
    }

    /** The name under which this instance has things in hand. */
    String name() {
        return sign.owner();
    }

    /**
     * Notes down objects; gives the bucket they are in.
     *
     * @throws NotYetException when others may take this instance for dead
     */
    Bucket open(List<Target> targets) {
        var bucket = new Bucket(name(), currentBucket());
        confirm(bucket);
        if (!targets.isEmpty()) {
            if (!buckets.contains(bucket)) {
                store.addBucket(bucket);
                buckets.add(bucket);
            }
            store.open(bucket, targets);
        }
        return bucket;
    }

    /**
     * What was written since a bucket was opened is found by whoever takes over.
     *
     * @throws NotYetException when somebody may have taken over meanwhile
     */
    void confirm(Bucket bucket) {
        var last = sign;
        if (!last.owner().equals(bucket.owner()) || isOverdue(last)) {
            throw new NotYetException("webhooks: taken for dead (tried again later)");
        }
    }

    void close(Bucket bucket, Collection<Target> targets) {
        targets.forEach(target -> store.close(bucket, target));
    }

    /** Buckets in which nothing new is noted down. */
    Set<Bucket> pastBuckets() {
        long current = currentBucket();
        return buckets.stream()
                .filter(bucket -> bucket.number() < current - 1)
                .collect(Collectors.toSet());
    }

    void drop(Bucket bucket) {
        store.dropBucket(bucket);
        buckets.remove(bucket);
    }

    /** Says that this instance lives; false when it is too late to say so. */
    boolean beat() {
        var last = sign;
        if (isOverdue(last)) {
            return false;
        }
        long start = nanoTime.getAsLong();
        store.beat(last.owner());
        sign = new Sign(last.owner(), start);
        return true;
    }

    /** Under another name, with nothing in hand. */
    void startAnew() {
        buckets.clear();
        sign = register();
    }

    /** Others that no longer live. */
    List<String> dead() {
        return store.deadOwners().stream().filter(owner -> !owner.equals(name())).toList();
    }

    /** Whether it is this instance's to take over from another. */
    boolean inherits(String owner) {
        return store.inherit(owner, name());
    }

    List<Bucket> bucketsOf(String owner) {
        return store.buckets(owner);
    }

    /** Read as it is gone through. */
    Stream<Target> opened(Bucket bucket) {
        return store.opened(bucket);
    }

    void forget(String owner) {
        store.forget(owner);
    }

    void resign() {
        store.resign(name());
    }

    private Sign register() {
        long start = nanoTime.getAsLong();
        String owner = Ids.sortable(clock.instant());
        store.register(owner);
        return new Sign(owner, start);
    }

    private boolean isOverdue(Sign last) {
        return nanoTime.getAsLong() - last.atNanos() > ALIVE_NANOS;
    }

    private long currentBucket() {
        return clock.instant().toEpochMilli() / BUCKET_MILLIS;
    }
}
