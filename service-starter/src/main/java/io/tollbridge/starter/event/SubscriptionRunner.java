package io.tollbridge.starter.event;

import io.tollbridge.starter.logging.LogContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Runs the service's subscriptions: one listener container each. */
public final class SubscriptionRunner implements SmartLifecycle {

    /** Each batch costs something, and no caller waits for one. */
    private static final long GATHERING_MILLIS = 100;

    private final ConsumerFactory<String, byte[]> consumers;
    private final EventCodec codec;
    private final List<EventSubscription> subscriptions;
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> running =
            new ArrayList<>();

    public SubscriptionRunner(
            ConsumerFactory<String, byte[]> consumers,
            EventCodec codec,
            List<EventSubscription> subscriptions) {
        this.consumers = consumers;
        this.codec = codec;
        this.subscriptions = subscriptions;
    }

    @Override
    public void start() {
        for (var subscription : subscriptions) {
            var container = container(subscription);
            container.start();
            running.add(container);
        }
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(
            EventSubscription subscription) {
        String[] topics =
                subscription.types().stream()
                        .map(type -> codec.topic(EventCodec.typeOf(type).topic()))
                        .distinct()
                        .toArray(String[]::new);
        var wanted =
                subscription.types().stream()
                        .map(type -> EventCodec.typeOf(type).value())
                        .collect(Collectors.toUnmodifiableSet());
        var properties = new ContainerProperties(topics);
        properties.setGroupId(codec.topic(subscription.group()));
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setMissingTopicsFatal(false);
        properties.setIdleBetweenPolls(GATHERING_MILLIS);
        properties.setMessageListener(
                (BatchMessageListener<String, byte[]>)
                        records -> {
                            var batch = new ArrayList<EventEnvelope>(records.size());
                            for (ConsumerRecord<String, byte[]> rec : records) {
                                if (wanted.contains(EventCodec.type(rec))) {
                                    batch.add(codec.decode(rec));
                                }
                            }
                            if (!batch.isEmpty()) {
                                handle(subscription, batch);
                            }
                        });
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(subscription.group());
        container.setCommonErrorHandler(retryForEver(subscription.group()));
        return container;
    }

    /** The lines of a batch carry its trace when one request caused all of it. */
    static void handle(EventSubscription subscription, List<EventEnvelope> batch) {
        String trace = batch.getFirst().traceparent();
        boolean one = batch.stream().allMatch(e -> Objects.equals(e.traceparent(), trace));
        try (var _ = LogContext.ofTrace(one ? trace : null)) {
            subscription.handler().handle(batch);
        }
    }

    private static DefaultErrorHandler retryForEver(String group) {
        var backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(10_000);
        backOff.setMaxElapsedTime(Long.MAX_VALUE);
        var handler = new DefaultErrorHandler(backOff);
        handler.setClassifications(java.util.Map.of(), true); // every failure is tried again
        handler.setRetryListeners(new RetryLog(group));
        return handler;
    }

    @Override
    public void stop() {
        running.forEach(ConcurrentMessageListenerContainer::stop);
        running.clear();
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 100; // after the mirrors, before nothing
    }
}
