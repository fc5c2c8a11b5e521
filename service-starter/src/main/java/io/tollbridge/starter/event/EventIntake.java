package io.tollbridge.starter.event;

import io.tollbridge.contracts.Topics;
import io.tollbridge.starter.event.ParkedRecord.Failure;
import io.tollbridge.starter.logging.LogContext;
import io.tollbridge.starter.seen.SeenStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the records of one subscription to its handler, one batch at a time. An event that cannot
 * be handled is parked with all that follows it under its key; everything else goes on.
 *
 * <p>Which keys are parked is kept in memory and read from the store after each assignment of
 * partitions. A key is forgotten only when the store has no record of it, and only while no batch
 * is handled here: the owner of a partition is the one who adds to the queues of its keys, so
 * nothing can be handled past a record that waits.
 */
final class EventIntake {

    /** Failures of one batch before the event that causes them is looked for: about 3 s. */
    static final int TRIES = 5;

    /** More keys than this in a row, and not one event handled: then it is not the events. */
    static final int MOST_IN_A_ROW = 10;

    /** Less than the 5 min after which Kafka gives the partitions to another consumer. */
    private static final Duration SEARCH = Duration.ofSeconds(60);

    private static final Duration BUSY = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(EventIntake.class);

    private final EventSubscription subscription;
    private final EventCodec codec;
    private final ParkedStore store;
    private final @Nullable SeenStore seen;
    private final Clock clock;
    private final Set<String> wanted;
    private final String payments;
    private final ReentrantLock handling = new ReentrantLock();
    private final Set<String> parked = ConcurrentHashMap.newKeySet();
    private volatile boolean isKnown;
    private int failures;
    private int parkedInARow;
    private @Nullable Instant failingSince;

    private record Taken(ConsumerRecord<String, byte[]> rec, EventEnvelope event) {}

    /** A batch: what can be handled, and what waits, with the failure of what cannot be decoded. */
    private record Sorted(
            List<Taken> open,
            Map<ConsumerRecord<String, byte[]>, Optional<RuntimeException>> waiting) {}

    /** {@code seen}: where it is kept what of payments the group is done with; null for nowhere. */
    EventIntake(
            EventSubscription subscription,
            EventCodec codec,
            ParkedStore store,
            @Nullable SeenStore seen,
            Clock clock) {
        this.subscription = subscription;
        this.codec = codec;
        this.store = store;
        this.seen = seen;
        this.clock = clock;
        this.payments = codec.topic(Topics.PAYMENTS);
        this.wanted =
                subscription.types().stream()
                        .map(type -> EventCodec.typeOf(type).value())
                        .collect(Collectors.toUnmodifiableSet());
    }

    String group() {
        return subscription.group();
    }

    Set<Class<?>> types() {
        return subscription.types();
    }

    ParkedStore store() {
        return store;
    }

    int parkedKeys() {
        return parked.size();
    }

    /** Other instances may have parked keys of partitions that now come here. */
    void assigned() {
        isKnown = false;
    }

    /** Has all records of a batch handled or parked, durably, or throws. */
    void take(List<ConsumerRecord<String, byte[]>> records) {
        handling.lock();
        try {
            if (!isKnown) {
                readParked();
            }
            var sorted = sort(records);
            boolean all = failures < TRIES ? handleAll(sorted) : handleApart(sorted);
            park(records, sorted.waiting());
            if (!all) {
                throw new NotYetException(group() + ": a part of the batch is left");
            }
            keepSeen(records);
            failures = 0;
            failingSince = null;
        } catch (RuntimeException e) {
            if (!Trouble.isIn(e)) {
                failures++;
                failingSince = Objects.requireNonNullElseGet(failingSince, clock::instant);
            }
            throw e;
        } finally {
            handling.unlock();
        }
    }

    /** Before the offset moves, so whoever is past a record and has not seen it never will. */
    private void keepSeen(List<ConsumerRecord<String, byte[]>> records) {
        if (seen == null) {
            return;
        }
        var sequences = new HashMap<String, Set<Long>>();
        for (var rec : records) {
            Long sequence = rec.topic().equals(payments) ? EventCodec.findSequence(rec) : null;
            if (sequence != null) {
                sequences
                        .computeIfAbsent(ParkedRecord.keyOf(rec), _ -> new HashSet<>())
                        .add(sequence);
            }
        }
        seen.add(group(), sequences);
    }

    /** To be called with the lock held: what is parked meanwhile would be forgotten. */
    private List<ParkedStore.Queue> readParked() {
        var queues = store.queues(group());
        var keys = queues.stream().map(queue -> queue.oldest().key()).collect(Collectors.toSet());
        parked.retainAll(keys);
        parked.addAll(keys);
        isKnown = true;
        return queues;
    }

    private Sorted sort(List<ConsumerRecord<String, byte[]>> records) {
        var open = new ArrayList<Taken>(records.size());
        var waiting = new HashMap<ConsumerRecord<String, byte[]>, Optional<RuntimeException>>();
        var unreadable = new HashSet<String>();
        for (var rec : records) {
            String type = EventCodec.findType(rec);
            if (type != null && !wanted.contains(type)) {
                continue;
            }
            String key = ParkedRecord.keyOf(rec);
            if (parked.contains(key) || unreadable.contains(key)) {
                waiting.put(rec, Optional.empty());
                continue;
            }
            try {
                open.add(new Taken(rec, codec.decode(rec)));
            } catch (RuntimeException e) {
                unreadable.add(key);
                waiting.put(rec, Optional.of(e));
            }
        }
        return new Sorted(open, waiting);
    }

    private boolean handleAll(Sorted sorted) {
        if (!sorted.open().isEmpty()) {
            handle(subscription, events(sorted.open()));
            parkedInARow = 0;
        }
        return true;
    }

    private boolean handleApart(Sorted sorted) {
        var found =
                FaultSearch.in(
                        sorted.open(),
                        taken -> ParkedRecord.keyOf(taken.rec()),
                        some -> handle(subscription, events(some)),
                        SEARCH);
        int keys = found.failed().size();
        if (found.handled() > 0) {
            parkedInARow = 0;
        } else if (parkedInARow + keys > MOST_IN_A_ROW) {
            throw new IllegalStateException(
                    group() + ": nothing can be handled any more, so nothing more is parked",
                    found.failed().values().iterator().next());
        } else {
            parkedInARow += keys;
        }
        found.failed().forEach((taken, e) -> sorted.waiting().put(taken.rec(), Optional.of(e)));
        found.behind().forEach(taken -> sorted.waiting().put(taken.rec(), Optional.empty()));
        return found.finished();
    }

    /** In the order of the batch: nothing may stand at the head of a queue but what failed. */
    private void park(
            List<ConsumerRecord<String, byte[]>> records,
            Map<ConsumerRecord<String, byte[]>, Optional<RuntimeException>> waiting) {
        if (waiting.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (var rec : records) {
            var why = waiting.get(rec);
            if (why == null) {
                continue;
            }
            why.ifPresentOrElse(
                    e -> {
                        var since = Objects.requireNonNullElse(failingSince, now);
                        var failure = Failure.of(e, failures + 1, since, now);
                        store.park(group(), ParkedRecord.of(rec, failure, now));
                        tell(rec, e);
                    },
                    () -> store.append(group(), ParkedRecord.of(rec, Failure.NONE, now)));
            parked.add(ParkedRecord.keyOf(rec));
        }
    }

    private void tell(ConsumerRecord<String, byte[]> rec, RuntimeException e) {
        try (var _ = LogContext.ofObject(ParkedRecord.keyOf(rec))) {
            log.atError()
                    .addKeyValue("event.group", group())
                    .addKeyValue("event.id", EventCodec.findId(rec))
                    .addKeyValue("event.key", rec.key())
                    .addKeyValue(
                            "event.place",
                            ParkedRecord.place(rec.topic(), rec.partition(), rec.offset()))
                    .addKeyValue("event.tries", failures + 1)
                    .setCause(e)
                    .log("events.parked");
        }
    }

    private static List<EventEnvelope> events(List<Taken> taken) {
        return taken.stream().map(Taken::event).toList();
    }

    /** The lines of a batch carry its trace when one request caused all of it. */
    static void handle(EventSubscription subscription, List<EventEnvelope> batch) {
        String trace = batch.getFirst().traceparent();
        boolean one = batch.stream().allMatch(e -> Objects.equals(e.traceparent(), trace));
        try (var _ = LogContext.ofTrace(one ? trace : null)) {
            subscription.handler().handle(batch);
        }
    }

    /** Handles a record that waited; gives the failure, if there is one. */
    Optional<RuntimeException> handleAgain(ParkedRecord rec) {
        if (!isFree()) {
            return Optional.of(new NotYetException(group() + ": busy with a batch"));
        }
        try (var _ = LogContext.ofObject(rec.key())) {
            handle(subscription, List.of(codec.decode(rec)));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        } finally {
            handling.unlock();
        }
    }

    private boolean isFree() {
        try {
            return handling.tryLock(BUSY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets keys go of which nothing waits any more; gives the others. */
    List<ParkedStore.Queue> letGo() {
        handling.lock();
        try {
            return readParked();
        } finally {
            handling.unlock();
        }
    }
}
