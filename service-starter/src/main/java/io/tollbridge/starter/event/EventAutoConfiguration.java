package io.tollbridge.starter.event;

import com.datastax.oss.driver.api.core.CqlSession;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tollbridge.contracts.operations.ClockAdvanced;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.seen.CassandraSeenStore;
import io.tollbridge.starter.seen.SeenStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events: codec, publisher, subscriptions, mirrors, topics, and the clock that follows its topic.
 */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
public class EventAutoConfiguration {

    @Bean
    EventCodec eventCodec(
            JsonMapper json,
            @Value("${spring.application.name}") String source,
            @Value("${tollbridge.topics.prefix:}") String prefix) {
        return new EventCodec(json, source, prefix);
    }

    @Bean
    KafkaTemplate<String, byte[]> eventTemplate(KafkaProperties properties) {
        return new KafkaTemplate<>(
                new DefaultKafkaProducerFactory<>(
                        properties.buildProducerProperties(),
                        new StringSerializer(),
                        new ByteArraySerializer()));
    }

    @Bean
    ConsumerFactory<String, byte[]> eventConsumers(
            KafkaProperties properties,
            EventCodec codec,
            @Value("${tollbridge.topics.partitions}") int partitions,
            @Value("${tollbridge.topics.replicas}") short replicas,
            @Value("${tollbridge.topics.retention}") Duration retention) {
        new TopicSetup(codec, partitions, replicas, retention)
                .createMissing(properties.buildAdminProperties());
        return new DefaultKafkaConsumerFactory<>(
                properties.buildConsumerProperties(),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Bean
    EventPublisher eventPublisher(KafkaTemplate<String, byte[]> kafka, EventCodec codec) {
        return new EventPublisher(kafka, codec);
    }

    /** Only who subscribes needs Cassandra: the gateway has none. */
    @Bean
    ParkedEvents parkedEvents(
            EventCodec codec,
            ObjectProvider<EventSubscription> subscriptions,
            ObjectProvider<CqlSession> sessions,
            ObjectProvider<SeenStore> seen,
            ObjectProvider<MeterRegistry> meters,
            Clock systemClock) {
        var declared = subscriptions.stream().toList();
        if (declared.isEmpty()) {
            return new ParkedEvents(List.of(), systemClock);
        }
        var store = new CassandraParkedStore(sessions.getObject());
        var intakes =
                declared.stream()
                        .map(one ->
                                new EventIntake(
                                        one,
                                        codec,
                                        store,
                                        one.keepsSeen() ? seen.getObject() : null,
                                        systemClock))
                        .toList();
        meters.ifAvailable(registry ->
                intakes.forEach(intake ->
                        registry.gauge(
                                "events.parked",
                                Tags.of("group", intake.group()),
                                intake,
                                EventIntake::parkedKeys)));
        return new ParkedEvents(intakes, systemClock);
    }

    /** Made for who keeps what it sees: it has a table. */
    @Bean
    @Lazy
    SeenStore seenStore(CqlSession session) {
        return new CassandraSeenStore(session);
    }

    @Bean
    TopicPositions topicPositions(ConsumerFactory<String, byte[]> consumers, EventCodec codec) {
        return new TopicPositions(consumers, codec);
    }

    @Bean
    @ConditionalOnWebApplication(type = Type.SERVLET)
    SeenController seenController(
            ObjectProvider<EventSubscription> subscriptions,
            ObjectProvider<SeenStore> seen,
            TopicPositions positions) {
        var stores =
                subscriptions.stream()
                        .filter(EventSubscription::keepsSeen)
                        .collect(Collectors.toMap(EventSubscription::group, _ -> seen.getObject()));
        return new SeenController(stores, positions);
    }

    @Bean
    @ConditionalOnWebApplication(type = Type.SERVLET)
    ParkedController parkedController(ParkedEvents parked) {
        return new ParkedController(parked);
    }

    @Bean
    SubscriptionRunner subscriptionRunner(
            ConsumerFactory<String, byte[]> consumers, EventCodec codec, ParkedEvents parked) {
        return new SubscriptionRunner(consumers, codec, parked);
    }

    @Bean
    Mirrors mirrors(
            ConsumerFactory<String, byte[]> consumers,
            EventCodec codec,
            BusinessClock clock,
            ObjectProvider<MeterRegistry> meters) {
        var mirrors = new Mirrors(consumers, codec);
        meters.ifAvailable(registry -> {
            registry.gauge("events.mirror.unreadable", mirrors, Mirrors::unreadable);
            registry.gauge("events.mirror.following", mirrors, m -> m.isFollowing() ? 1 : 0);
        });
        mirrors.mirror(ClockAdvanced.class).onChange(moved -> clock.follow(moved.offsetMillis()));
        return mirrors;
    }
}
