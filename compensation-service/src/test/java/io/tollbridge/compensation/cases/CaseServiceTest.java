package io.tollbridge.compensation.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.contracts.channels.ChannelApi;
import io.tollbridge.contracts.payments.PaymentsApi;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventPublisher;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of a case that is listed and not there; the rest is proven on real servers. */
class CaseServiceTest {

    private static final Clock NOW = Clock.fixed(TestCases.SENT_AT, ZoneOffset.UTC);

    private final Store store = new Store();
    private final BusinessClock clock = new BusinessClock(NOW);
    private final CaseTimer timer =
            new CaseTimer(clock, Executors.newVirtualThreadPerTaskExecutor());
    private final Silence silence = new Silence(timer, clock, Duration.ofSeconds(10));
    private final CaseService cases =
            new CaseService(
                    store,
                    new CaseInvestigation(
                            nobody(ChannelApi.class),
                            nobody(PaymentsApi.class),
                            store,
                            silence,
                            clock),
                    timer,
                    silence,
                    new EventPublisher(
                            new KafkaTemplate<>(
                                    new DefaultKafkaProducerFactory<>(
                                            Map.of(),
                                            new StringSerializer(),
                                            new ByteArraySerializer())),
                            new EventCodec(new JsonMapper(), "test", "")),
                    clock);

    @Test
    void a_case_that_somebody_is_about_to_open_stays_listed() {
        listedAndTried(Duration.ofMinutes(1));
        assertThat(store.open).extracting(CassandraCaseStore.Listed::attemptId).contains("att_1_1");
    }

    @Test
    void a_case_that_was_never_opened_is_let_go_after_a_day() {
        listedAndTried(Duration.ofDays(1).plusSeconds(1));
        assertThat(store.open).isEmpty();
    }

    private void listedAndTried(Duration ago) {
        store.open.add(new CassandraCaseStore.Listed("att_1_1", NOW.instant().minus(ago)));
        cases.sweep();
        timer.tick();
        timer.close(); // waits for the try
    }

    private static <T> T nobody(Class<T> api) {
        return api.cast(
                Proxy.newProxyInstance(
                        api.getClassLoader(), new Class<?>[] {api}, (_, _, _) -> null));
    }

    /** Holds lists only: no case exists. */
    private static final class Store extends CassandraCaseStore {
        private final List<Listed> open = new ArrayList<>();

        Store() {
            super(nobody(CqlSession.class), new JsonMapper());
        }

        @Override
        Optional<CompensationCase> find(String attemptId) {
            return Optional.empty();
        }

        @Override
        List<Listed> list(String status) {
            return List.copyOf(open);
        }

        @Override
        void delist(String status, String attemptId) {
            open.removeIf(listed -> listed.attemptId().equals(attemptId));
        }
    }
}
