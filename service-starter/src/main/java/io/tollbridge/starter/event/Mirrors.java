package io.tollbridge.starter.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Feeds the mirrors of this process: one thread, one consumer at a time, no group and no committed
 * offset, so that every instance reads everything.
 */
public final class Mirrors implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Mirrors.class);
    private static final Duration START_PATIENCE = Duration.ofSeconds(30);

    private final ConsumerFactory<String, byte[]> consumers;
    private final EventCodec codec;
    private final Map<String, MirrorTable<?>> byType = new HashMap<>();
    private final Set<String> topics = new HashSet<>();
    private final Duration restAfterFailure;

    /** What is to be read next; only the mirrors' thread uses it. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private volatile boolean running;
    private volatile boolean following;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private @Nullable Thread thread;

    public Mirrors(ConsumerFactory<String, byte[]> consumers, EventCodec codec) {
        this(consumers, codec, Duration.ofSeconds(5));
    }

    Mirrors(
            ConsumerFactory<String, byte[]> consumers,
            EventCodec codec,
            Duration restAfterFailure) {
        this.consumers = consumers;
        this.codec = codec;
        this.restAfterFailure = restAfterFailure;
    }

    /** Makes the mirror of an event; call it while beans are made. */
    public <V> MirrorTable<V> mirror(Class<V> eventClass) {
        var type = EventCodec.typeOf(eventClass);
        var table = new MirrorTable<>(eventClass);
        byType.put(type.value(), table);
        topics.add(codec.topic(type.topic()));
        return table;
    }

    @Override
    public void start() {
        running = true;
        if (topics.isEmpty()) {
            return;
        }
        thread = Thread.ofPlatform().daemon().name("mirrors").start(this::followForEver);
        try {
            for (var table : byType.values()) {
                if (!table.awaitComplete(START_PATIENCE)) {
                    throw new IllegalStateException(
                            "mirror of " + table.type().getSimpleName() + ": not read in time");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void followForEver() {
        while (running) {
            try (Consumer<String, byte[]> from = consumers.createConsumer(null, "mirror", null)) {
                consumer = from;
                follow(from);
            } catch (WakeupException _) {
                log.debug("mirrors.stopped");
            } catch (RuntimeException e) {
                following = false;
                log.atError().setCause(e).log("mirrors.failed");
                LockSupport.parkNanos(this, restAfterFailure.toNanos());
            }
        }
    }

    /**
     * Goes on where it was: what is read a second time would bring old answers back for a while.
     */
    private void follow(Consumer<String, byte[]> from) {
        var partitions = new ArrayList<TopicPartition>();
        for (String topic : topics) {
            from.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .forEach(partitions::add);
        }
        from.assign(partitions);
        from.seekToBeginning(partitions);
        next.forEach(from::seek);
        var ends = new HashMap<>(from.endOffsets(partitions));
        while (running) {
            if (!following && reached(from, ends)) {
                byType.values().forEach(MirrorTable::complete);
                following = true;
            }
            for (ConsumerRecord<String, byte[]> rec : from.poll(Duration.ofSeconds(1))) {
                take(rec);
                next.put(new TopicPartition(rec.topic(), rec.partition()), rec.offset() + 1);
            }
        }
    }

    /** Whether all that there is has been read and what comes is being read. */
    boolean isFollowing() {
        return following || topics.isEmpty();
    }

    private static boolean reached(Consumer<String, byte[]> from, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(e -> from.position(e.getKey()) >= e.getValue());
    }

    /**
     * What cannot be read may say anything: a merchant is closed, a key is revoked. So its key has
     * no answer, neither the old one nor none, until a newer event of it can be read; all else goes
     * on.
     */
    void take(ConsumerRecord<String, byte[]> rec) {
        String type = EventCodec.findType(rec);
        try {
            var table = type == null ? null : byType.get(type);
            if (table != null) {
                put(table, codec.decode(rec));
            } else if (type == null) {
                throw new IllegalArgumentException("record without a type");
            }
        } catch (RuntimeException e) {
            byType.values().stream()
                    .filter(table -> isOf(table, type, rec.topic()))
                    .forEach(table -> table.unreadable(ParkedRecord.keyOf(rec)));
            log.atError()
                    .addKeyValue("event.id", EventCodec.findId(rec))
                    .addKeyValue("event.key", rec.key())
                    .addKeyValue(
                            "event.place",
                            ParkedRecord.place(rec.topic(), rec.partition(), rec.offset()))
                    .setCause(e)
                    .log("events.mirror_unreadable");
        }
    }

    private boolean isOf(MirrorTable<?> table, @Nullable String type, String topic) {
        var its = EventCodec.typeOf(table.type());
        return type == null ? codec.topic(its.topic()).equals(topic) : its.value().equals(type);
    }

    /** How many keys have no answer because their newest event cannot be read. */
    int unreadable() {
        return byType.values().stream().mapToInt(MirrorTable::unreadable).sum();
    }

    private static <V> void put(MirrorTable<V> table, EventEnvelope event) {
        table.put(event.key(), event.as(table.type()));
    }

    @Override
    public void stop() {
        running = false;
        var from = consumer;
        if (from != null) {
            from.wakeup();
        }
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 100; // before anything that needs a mirror
    }
}
