package io.tollbridge.starter.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Runs the service's subscriptions: one listener container each. */
public final class SubscriptionRunner implements SmartLifecycle {

    /** Each batch costs something, and no caller waits for one. */
    private static final long GATHERING_MILLIS = 100;

    private final ConsumerFactory<String, byte[]> consumers;
    private final EventCodec codec;
    private final ParkedEvents parked;
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> running =
            new ArrayList<>();

    SubscriptionRunner(
            ConsumerFactory<String, byte[]> consumers, EventCodec codec, ParkedEvents parked) {
        this.consumers = consumers;
        this.codec = codec;
        this.parked = parked;
    }

    @Override
    public void start() {
        for (var intake : parked.intakes()) {
            var container = container(intake);
            container.start();
            running.add(container);
        }
        parked.start();
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(EventIntake intake) {
        String[] topics =
                intake.types().stream()
                        .map(type -> codec.topic(EventCodec.typeOf(type).topic()))
                        .distinct()
                        .toArray(String[]::new);
        var properties = new ContainerProperties(topics);
        properties.setGroupId(codec.topic(intake.group()));
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setMissingTopicsFatal(false);
        properties.setIdleBetweenPolls(GATHERING_MILLIS);
        properties.setMessageListener((BatchMessageListener<String, byte[]>) intake::take);
        properties.setConsumerRebalanceListener(
                new ConsumerAwareRebalanceListener() {
                    @Override
                    public void onPartitionsAssigned(
                            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
                        intake.assigned();
                    }
                });
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(intake.group());
        container.setCommonErrorHandler(retryForEver(intake.group()));
        return container;
    }

    /** A batch comes again until all of it is handled or parked. */
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
        parked.stop();
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
