package io.tollbridge.starter.event;

import io.tollbridge.starter.problem.ProblemException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The newest event of each key of a compacted topic, in memory of every instance: who merchants
 * are, what time it is. Read from the first offset at start, followed ever after.
 *
 * @param <V> the event's class
 */
public final class MirrorTable<V> {

    private final Class<V> type;
    private final Map<String, V> rows = new ConcurrentHashMap<>();
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private final List<Consumer<V>> watchers = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean complete;

    MirrorTable(Class<V> type) {
        this.type = type;
    }

    Class<V> type() {
        return type;
    }

    void put(String key, V value) {
        lock.lock();
        try {
            rows.put(key, value);
            unreadable.remove(key);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        watchers.forEach(watcher -> watcher.accept(value));
    }

    /** The newest event of a key cannot be read. */
    void unreadable(String key) {
        unreadable.add(key);
    }

    int unreadable() {
        return unreadable.size();
    }

    /** All that was in the topic at start has been read. */
    void complete() {
        lock.lock();
        try {
            complete = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public boolean isComplete() {
        lock.lock();
        try {
            return complete;
        } finally {
            lock.unlock();
        }
    }

    /** The newest row; 503 when there is a newer one that could not be read. */
    public Optional<V> get(String key) {
        refuseUnreadable(key);
        return Optional.ofNullable(rows.get(key));
    }

    /** The row of a key that must be on its way; 503 when it does not come in time. */
    public V await(String key, Duration patience) {
        refuseUnreadable(key);
        V row = rows.get(key);
        if (row != null) {
            return row;
        }
        lock.lock();
        try {
            long left = patience.toNanos();
            while ((row = rows.get(key)) == null) {
                if (left <= 0) {
                    throw ProblemException.unavailable(
                            "not_ready_yet", key + " is not known here yet", Duration.ofSeconds(1));
                }
                left = changed.awaitNanos(left);
            }
            return row;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    private void refuseUnreadable(String key) {
        if (unreadable.contains(key)) {
            throw new ProblemException(
                    503, "not_readable", "what is newest of " + key + " cannot be read here");
        }
    }

    /** Waits until all that was there at start is read. */
    boolean awaitComplete(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!complete && left > 0) {
                left = changed.awaitNanos(left);
            }
            return complete;
        } finally {
            lock.unlock();
        }
    }

    public Collection<V> all() {
        return List.copyOf(rows.values());
    }

    /** Calls a watcher with each row from now on, on the mirror's thread. */
    public void onChange(Consumer<V> watcher) {
        watchers.add(watcher);
    }
}
