package io.tollbridge.benchmarks.events;

import io.tollbridge.benchmarks.BenchFailed;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Records written, and records that consumers have yet to read. */
public final class Topics implements AutoCloseable {

    private static final int QUIET_LOOKS = 3;
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private final Admin admin;

    public Topics(String bootstrap) {
        admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap,
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                10_000,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                15_000));
    }

    /** Records ever written, by topic. */
    public Map<String, Long> records() {
        var descriptions =
                get(
                        admin.describeTopics(
                                        get(admin.listTopics().names()).stream()
                                                .filter(name -> !name.startsWith("__"))
                                                .toList())
                                .allTopicNames());
        var partitions =
                descriptions.values().stream()
                        .flatMap(topic ->
                                topic.partitions().stream()
                                        .map(part ->
                                                new TopicPartition(topic.name(), part.partition())))
                        .collect(Collectors.toSet());
        var byTopic = new TreeMap<String, Long>();
        ends(partitions).forEach((part, end) -> byTopic.merge(part.topic(), end, Long::sum));
        return byTopic;
    }

    /** Records that running consumer groups have not finished. */
    public long lag() {
        var running =
                ListGroupsOptions.forConsumerGroups().inGroupStates(Set.of(GroupState.STABLE));
        var groups =
                get(admin.listGroups(running).all()).stream()
                        .collect(
                                Collectors.toMap(
                                        group -> group.groupId(),
                                        _ -> new ListConsumerGroupOffsetsSpec()));
        if (groups.isEmpty()) {
            return 0;
        }
        var done = get(admin.listConsumerGroupOffsets(groups).all());
        var ends =
                ends(
                        done.values().stream()
                                .flatMap(offsets -> offsets.keySet().stream())
                                .collect(Collectors.toSet()));
        return done.values().stream()
                .flatMap(offsets -> offsets.entrySet().stream())
                .filter(entry -> entry.getValue() != null)
                .mapToLong(entry ->
                        Math.max(
                                0,
                                ends.getOrDefault(entry.getKey(), 0L) - entry.getValue().offset()))
                .sum();
    }

    /** Waits until nobody is behind and nobody writes any more; returns the lag that is left. */
    public long awaitDrained(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        int quiet = 0;
        var before = Map.<String, Long>of();
        while (true) {
            long lag = lag();
            var now = records();
            quiet = lag == 0 && now.equals(before) ? quiet + 1 : 0;
            if (quiet >= QUIET_LOOKS || System.nanoTime() > end) {
                return lag;
            }
            before = now;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        var latest =
                partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        return get(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchFailed("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
