package io.tollbridge.simulator.clock;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the topic {@code clock} from the beginning and keeps following it. */
public final class ClockListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClockListener.class);
    private static final TopicPartition CLOCK = new TopicPartition("clock", 0);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final JsonMapper json = new JsonMapper();
    private final BusinessClock clock;
    private final String bootstrapServers;
    private final Thread thread;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<String, String> consumer;

    public ClockListener(BusinessClock clock, String bootstrapServers) {
        this.clock = clock;
        this.bootstrapServers = bootstrapServers;
        this.thread = Thread.ofPlatform().daemon().name("clock").unstarted(this::run);
    }

    /**
     * Starts following. Waits at most {@code patience} for what the topic already holds, so that a
     * restart does not live in the past; a missing topic counts as offset zero.
     */
    public boolean start(Duration patience) {
        thread.start();
        try {
            boolean read = caughtUp.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!read) {
                LOG.warn(
                        "clock_not_read_yet kafka={} (going on with system time)",
                        bootstrapServers);
            }
            return read;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (KafkaConsumer<String, String> following = open()) {
                consumer = following;
                follow(following);
            } catch (WakeupException _) {
                LOG.debug("clock_listener_stops");
            } catch (KafkaException unavailable) {
                LOG.warn(
                        "clock_unavailable kafka={} reason={}", bootstrapServers, unavailable + "");
                pause();
            } finally {
                consumer = null;
            }
        }
    }

    private void follow(KafkaConsumer<String, String> following) {
        following.assign(List.of(CLOCK));
        following.seekToBeginning(List.of(CLOCK));
        boolean exists = !following.partitionsFor(CLOCK.topic(), RETRY.multipliedBy(5)).isEmpty();
        if (!exists) {
            LOG.info("clock_topic_missing (offset 0 until it appears)");
            caughtUp.countDown();
        }
        long end = exists ? following.endOffsets(List.of(CLOCK)).getOrDefault(CLOCK, 0L) : 0;
        while (closing.getCount() > 0) {
            for (ConsumerRecord<String, String> tick : following.poll(Duration.ofSeconds(2))) {
                accept(tick.value());
            }
            if (caughtUp.getCount() > 0 && following.position(CLOCK) >= end) {
                caughtUp.countDown();
            }
        }
    }

    private void accept(@Nullable String value) {
        if (value == null) {
            return;
        }
        try {
            JsonNode offset = json.readTree(value).path("offset_millis");
            if (offset.isIntegralNumber()) {
                clock.setOffsetMillis(offset.longValue());
                LOG.info(
                        "clock_moved offset_millis={} now={}", offset.longValue(), clock.instant());
                return;
            }
        } catch (JacksonException unreadable) {
            LOG.debug("clock_record_is_not_json", unreadable);
        }
        LOG.warn("clock_record_ignored value={} (expected: an integer offset_millis)", value);
    }

    private KafkaConsumer<String, String> open() {
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                        StringDeserializer.class,
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                        StringDeserializer.class,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        65_536,
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                        2_000);
        return new KafkaConsumer<>(settings);
    }

    private void pause() {
        try {
            boolean stopping = closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("clock_listener_retries stopping={}", stopping);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        KafkaConsumer<String, String> following = consumer;
        if (following != null) {
            following.wakeup();
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
