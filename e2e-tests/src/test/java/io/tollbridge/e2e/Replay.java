package io.tollbridge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.sandbox.client.Waiting;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Has every consumer read every topic once more, from its very first record. */
final class Replay {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** All that consume by a group: Kafka moves no group that somebody is a member of. */
    private static final List<String> CONSUMERS =
            List.of(
                    "accounting",
                    "compensation",
                    "finance",
                    "operations",
                    "reconciliation",
                    "risk",
                    "settlement",
                    "transaction");

    private Replay() {}

    /** Returns the groups that have read everything again. */
    static Set<String> ofEverything() {
        var platform = TheSandbox.platform();
        each(platform::stop);
        Set<String> groups = rewind();
        each(service -> platform.start(service, List.of()));
        each(platform::awaitReady);
        awaitAllRead();
        return groups;
    }

    /** Returns when no consumer has anything left to read. */
    static void awaitAllRead() {
        Waiting.until(
                "all is read",
                PATIENCE,
                () ->
                        TheSandbox.operator()
                                .tryGet("/ops/v1/overview")
                                .body()
                                .at("/sections/consumers/data/total"),
                left -> left.asLong(-1) == 0);
    }

    private static void each(Consumer<String> step) {
        CompletableFuture.allOf(
                        CONSUMERS.stream()
                                .map(service ->
                                        CompletableFuture.runAsync(() -> step.accept(service)))
                                .toArray(CompletableFuture[]::new))
                .join();
    }

    private static Set<String> rewind() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TheSandbox.kafka()))) {
            var groups =
                    admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                            .map(GroupListing::groupId)
                            .collect(Collectors.toSet());
            for (String group : groups) {
                var read =
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
                admin.alterConsumerGroupOffsets(group, first(admin, read.keySet())).all().get();
            }
            return groups;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("groups: not moved", e);
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> first(
            Admin admin, Set<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        var asked =
                partitions.stream()
                        .collect(Collectors.toMap(one -> one, _ -> OffsetSpec.earliest()));
        var first = new HashMap<TopicPartition, OffsetAndMetadata>();
        admin.listOffsets(asked)
                .all()
                .get()
                .forEach((partition, at) -> {
                    assertThat(at.offset()).as("nothing of %s is gone", partition).isZero();
                    first.put(partition, new OffsetAndMetadata(0));
                });
        return first;
    }
}
