package io.tollbridge.testkit.aggregate;

import static io.tollbridge.testkit.aggregate.Things.id;
import static io.tollbridge.testkit.aggregate.Things.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.operations.AuditRecorded;
import io.tollbridge.starter.aggregate.AggregateStore.Outcome;
import io.tollbridge.starter.aggregate.Aggregates;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventSubscription;
import io.tollbridge.testkit.BreakableLink.Fate;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TopicReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.TestPropertySource;

/** What is written reaches Kafka, and its readers, in order over a link that breaks. */
@ServiceTest
@TestPropertySource(properties = "spring.application.name=thing-service")
class OutboxOverBrokenLinkIT {

    private static final String READERS = "readers-of-things";
    private static final int STEPS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @SpringBootApplication
    static class ThingApplication {

        @Bean
        static FragileKafka fragileKafka() throws IOException {
            return new FragileKafka();
        }

        @Bean
        static BeanPostProcessor overTheLink(ObjectProvider<FragileKafka> kafka) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof KafkaProperties properties) {
                        int port = kafka.getObject().link().port();
                        properties.setBootstrapServers(List.of("127.0.0.1:" + port));
                    }
                    return bean;
                }
            };
        }

        @Bean
        Aggregates things(
                CqlSession session,
                KafkaTemplate<String, byte[]> kafka,
                EventCodec codec,
                Clock systemClock) {
            return new Aggregates(session, kafka, codec, systemClock, Things.TABLE);
        }

        @Bean
        Queue<EventEnvelope> handled() {
            return new ConcurrentLinkedQueue<>();
        }

        @Bean
        EventSubscription reading(Queue<EventEnvelope> handled) {
            return new EventSubscription(READERS, Set.of(AuditRecorded.class), handled::addAll);
        }
    }

    @Autowired Aggregates things;
    @Autowired FragileKafka kafka;
    @Autowired Queue<EventEnvelope> handled;
    @Autowired ConsumerFactory<String, byte[]> consumers;
    @Autowired EventCodec codec;

    @ParameterizedTest
    @EnumSource
    void an_event_is_in_the_topic_once_and_in_order_whatever_became_of_the_request_that_brought_it(
            Fate fate) throws InterruptedException {
        String id = id();
        kafka.link().breakAt(id + ":3", fate); // how the third event is called in its record
        write(id);
        try (var reader = new TopicReader(consumers, codec, Topics.AUDIT)) {
            await().atMost(PATIENCE).until(() -> sequences(id, reader.read()).size() >= STEPS);
            assertThat(kafka.link().isBroken()).isTrue();
            if (fate == Fate.LATE) {
                kafka.link().letGo(Duration.ofSeconds(10));
            }
            // Whatever the request left behind stands before this one, in the same partition.
            things.store().append(step(things.store().load(id), 1, null));
            await().atMost(PATIENCE).until(() -> sequences(id, reader.read()).contains(STEPS + 1L));
            assertThat(sequences(id, reader.read())).containsExactlyElementsOf(upTo(STEPS + 1));
        }
        awaitHandled(id, STEPS + 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "UNANSWERED"})
    void a_reader_misses_nothing_whatever_became_of_what_it_told_its_group(Fate fate) {
        String before = id();
        write(before);
        awaitHandled(before, STEPS);
        kafka.link().breakAt(READERS, fate); // a beat or a commit: all name the group
        String id = id();
        write(id);
        await().atMost(PATIENCE).until(kafka.link()::isBroken);
        String after = id();
        write(after);
        awaitHandled(id, STEPS);
        awaitHandled(after, STEPS);
    }

    /** Six steps with an event each. */
    private void write(String id) {
        var store = things.store();
        for (int written = 1; written <= STEPS; written++) {
            assertThat(store.append(step(store.load(id), 1, null)))
                    .isEqualTo(new Outcome.Applied(written));
        }
    }

    /** Every event was handled, and the first time that each was, they were in order. */
    private void awaitHandled(String id, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(sequences(id, handled).stream().distinct())
                                .containsExactlyElementsOf(upTo(count)));
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<Long> sequences(String id, Collection<EventEnvelope> events) {
        return events.stream()
                .filter(event -> event.key().equals(id))
                .map(EventEnvelope::sequence)
                .toList();
    }
}
