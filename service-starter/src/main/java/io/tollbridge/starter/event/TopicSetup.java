package io.tollbridge.starter.event;

import io.tollbridge.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the platform's topics where they do not exist yet. What is published stays for a
 * retention that is chosen, not Kafka's week: it is how far back a consumer can be replayed, and
 * how long one may be away.
 */
final class TopicSetup {

    private static final Set<String> COMPACTED = Set.of(Topics.MERCHANTS, Topics.CLOCK);
    private static final List<String> ALL =
            List.of(
                    Topics.PAYMENTS,
                    Topics.CHECKOUT,
                    Topics.CHANNEL_OUTCOMES,
                    Topics.STATEMENTS,
                    Topics.RISK,
                    Topics.WEBHOOKS,
                    Topics.COMPENSATION,
                    Topics.LEDGER,
                    Topics.SETTLEMENTS,
                    Topics.PAYOUTS,
                    Topics.RECONCILIATION,
                    Topics.FINANCE,
                    Topics.MERCHANTS,
                    Topics.AUDIT,
                    Topics.OPERATOR_ACTIONS,
                    Topics.CLOCK);

    private final EventCodec codec;
    private final int partitions;
    private final short replicas;
    private final Duration retention;

    TopicSetup(EventCodec codec, int partitions, short replicas, Duration retention) {
        this.codec = codec;
        this.partitions = partitions;
        this.replicas = replicas;
        this.retention = retention;
    }

    void createMissing(Map<String, Object> adminConfig) {
        try (var admin = Admin.create(adminConfig)) {
            var there = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            var missing =
                    ALL.stream()
                            .filter(name -> !there.contains(codec.topic(name)))
                            .map(this::topic)
                            .toList();
            for (var result : admin.createTopics(missing).values().values()) {
                awaitCreated(result);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("topics: cannot be created", e);
        }
    }

    private static void awaitCreated(KafkaFuture<Void> result)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            result.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) { // a sibling was faster
                throw e;
            }
        }
    }

    NewTopic topic(String name) {
        boolean compacted = COMPACTED.contains(name);
        return new NewTopic(codec.topic(name), compacted ? 1 : partitions, replicas)
                .configs(
                        compacted
                                ? Map.of("cleanup.policy", "compact")
                                : Map.of("retention.ms", Long.toString(retention.toMillis())));
    }
}
