package io.tollbridge.operations.overview;

import io.tollbridge.starter.event.EventCodec;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
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
        var committed = await(admin.listConsumerGroupOffsets(groups).all());
        var wanted =
                committed.values().stream()
                        .flatMap(offsets -> offsets.keySet().stream())
                        .distinct()
                        .collect(
                                Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        await(admin.listOffsets(wanted).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return committed.entrySet().stream()
                .map(group ->
                        new GroupLag(
                                group.getKey().substring(prefix.length()),
                                lag(group.getValue(), ends)))
                .sorted(
                        Comparator.comparingLong(GroupLag::lag)
                                .reversed()
                                .thenComparing(GroupLag::group))
                .toList();
    }

    /** Records between what was committed and the end, over all partitions. */
    static long lag(
            Map<TopicPartition, ? extends @Nullable OffsetAndMetadata> committed,
            Map<TopicPartition, Long> ends) {
        long lag = 0;
        for (var partition : committed.entrySet()) {
            var at = partition.getValue();
            long end = ends.getOrDefault(partition.getKey(), 0L);
            lag = Math.addExact(lag, Math.max(0, end - (at == null ? 0 : at.offset())));
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
