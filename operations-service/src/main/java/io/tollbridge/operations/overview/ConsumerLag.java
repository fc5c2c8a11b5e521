package io.tollbridge.operations.overview;

import io.tollbridge.starter.event.EventCodec;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/** How many records each consumer group of the platform has still to read. */
@Component
class ConsumerLag {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Admin admin;
    private final String prefix;

    /** One group. */
    record GroupLag(String group, long lag) {}

    ConsumerLag(KafkaProperties kafka, EventCodec codec) {
        this.admin = Admin.create(kafka.buildAdminProperties());
        this.prefix = codec.topic("");
    }

    /** The one that is furthest behind comes first. */
    List<GroupLag> all() {
        var groups =
                await(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
                        .map(GroupListing::groupId)
                        .filter(group -> group.startsWith(prefix))
                        .collect(
                                Collectors.toMap(
                                        group -> group, _ -> new ListConsumerGroupOffsetsSpec()));
        var places = new HashMap<String, Map<TopicPartition, @Nullable OffsetAndMetadata>>();
        await(admin.listConsumerGroupOffsets(groups).all())
                .forEach((group, offsets) -> places.put(group, new HashMap<>(offsets)));
        // A group that has committed nothing yet has everything before it.
        await(admin.describeConsumerGroups(groups.keySet()).all())
                .forEach((group, described) ->
                        assigned(described)
                                .forEach(partition ->
                                        places.computeIfAbsent(group, _ -> new HashMap<>())
                                                .putIfAbsent(partition, null)));
        var partitions =
                places.values().stream()
                        .flatMap(offsets -> offsets.keySet().stream())
                        .collect(Collectors.toSet());
        var begins = offsets(partitions, OffsetSpec.earliest());
        var ends = offsets(partitions, OffsetSpec.latest());
        return places.entrySet().stream()
                .map(group ->
                        new GroupLag(
                                group.getKey().substring(prefix.length()),
                                lag(group.getValue(), begins, ends)))
                .sorted(
                        Comparator.comparingLong(GroupLag::lag)
                                .reversed()
                                .thenComparing(GroupLag::group))
                .toList();
    }

    private static Set<TopicPartition> assigned(ConsumerGroupDescription group) {
        return group.members().stream()
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .collect(Collectors.toSet());
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which) {
        var wanted = partitions.stream().collect(Collectors.toMap(one -> one, _ -> which));
        var offsets = new HashMap<TopicPartition, Long>();
        await(admin.listOffsets(wanted).all())
                .forEach((partition, at) -> offsets.put(partition, at.offset()));
        return offsets;
    }

    /**
     * Records between what was committed and the end, over all partitions; from the beginning where
     * nothing was committed.
     */
    static long lag(
            Map<TopicPartition, ? extends @Nullable OffsetAndMetadata> committed,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        long lag = 0;
        for (var partition : committed.entrySet()) {
            var at = partition.getValue();
            long end = ends.getOrDefault(partition.getKey(), 0L);
            long from = at == null ? begins.getOrDefault(partition.getKey(), 0L) : at.offset();
            lag = Math.addExact(lag, Math.max(0, end - from));
        }
        return lag;
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("kafka: does not answer", e);
        }
    }

    @PreDestroy
    void close() {
        admin.close(PATIENCE);
    }
}
