package io.tollbridge.starter.aggregate;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to be sent: one transition of an aggregate is on its way at a time, and the next
 * follows its acknowledgement. Sending the next any earlier could bring it to Kafka although the
 * one before is lost.
 *
 * <p>Knows only what this process has written or published itself. What it does not know is left to
 * {@link OutboxSweeper}, which reads it.
 *
 * @param <W> what is waiting to be sent
 */
final class RelayOrder<W> {

    private static final int REMEMBERED = 100_000;

    /** Who waits behind a transition, with the sequence of its last event. */
    private record Waiting<W>(int last, W written) {}

    /**
     * @param acknowledged all events up to this one are in Kafka; none is known to be when negative
     * @param underWay last event of the transition that is being sent; 0 when there is none
     */
    private record Progress<W>(int acknowledged, int underWay, Queue<Waiting<W>> waiting) {

        int taken() {
            int last = underWay > 0 ? underWay : acknowledged;
            for (Waiting<W> one : waiting) {
                last = one.last();
            }
            return last;
        }
    }

    private final Map<String, Progress<W>> progress =
            new LinkedHashMap<>(1024, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Progress<W>> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Takes a transition over.
     *
     * @param before the sequence of the last event before it
     * @param last the sequence of its own last event
     * @return whether it is to be sent now; otherwise it waits, or is left to the sweep
     */
    boolean take(String id, int before, int last, W written) {
        lock.lock();
        try {
            var now = progress.getOrDefault(id, new Progress<>(0, 0, new ArrayDeque<>()));
            if (now.taken() != before) {
                return false;
            }
            if (now.underWay() > 0) {
                now.waiting().add(new Waiting<>(last, written));
                return false;
            }
            progress.put(id, new Progress<>(now.acknowledged(), last, now.waiting()));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** All that was under way is in Kafka. Returns what is to be sent next, null for nothing. */
    @Nullable W acknowledged(String id, int last) {
        lock.lock();
        try {
            var now = progress.get(id);
            if (now == null || now.underWay() != last) {
                return null; // lost or forgotten meanwhile
            }
            var next = now.waiting().poll();
            int underWay = next == null ? 0 : next.last();
            progress.put(id, new Progress<>(last, underWay, now.waiting()));
            return next == null ? null : next.written();
        } finally {
            lock.unlock();
        }
    }

    /** Something may not have got there: only the sweep may publish, then it is known again. */
    void lost(String id) {
        lock.lock();
        try {
            progress.put(id, new Progress<>(Integer.MIN_VALUE, 0, new ArrayDeque<>()));
        } finally {
            lock.unlock();
        }
    }

    /** The sweep has brought everything up to an event to Kafka. */
    void published(String id, int last) {
        lock.lock();
        try {
            var now = progress.get(id);
            if (now == null || (now.underWay() == 0 && now.acknowledged() < last)) {
                progress.put(id, new Progress<>(last, 0, new ArrayDeque<>()));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether this process has an event in its hands or has brought it to Kafka. */
    boolean hasTaken(String id, int sequence) {
        lock.lock();
        try {
            var now = progress.get(id);
            return sequence == 0 || (now != null && now.taken() >= sequence);
        } finally {
            lock.unlock();
        }
    }

    /** Whether this process has seen everything up to an event acknowledged. */
    boolean hasAcknowledged(String id, int sequence) {
        lock.lock();
        try {
            var now = progress.get(id);
            return sequence == 0 || (now != null && now.acknowledged() >= sequence);
        } finally {
            lock.unlock();
        }
    }
}
