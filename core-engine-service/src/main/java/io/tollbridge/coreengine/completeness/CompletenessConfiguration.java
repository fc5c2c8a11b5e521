package io.tollbridge.coreengine.completeness;

import com.datastax.oss.driver.api.core.CqlSession;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.contracts.payments.SeenApi;
import io.tollbridge.starter.aggregate.Aggregates;
import io.tollbridge.starter.event.TopicPositions;
import io.tollbridge.starter.http.ServiceClients;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the net together. */
@Configuration(proxyBeanMethods = false)
class CompletenessConfiguration {

    @Bean
    Subscribers subscribers(ServiceClients clients) {
        return new Subscribers(
                Map.of(
                        "accounting", clients.of("accounting", SeenApi.class),
                        "settlement", clients.of("settlement", SeenApi.class),
                        "transaction", clients.of("transaction", SeenApi.class)));
    }

    @Bean
    CassandraChanges changes(CqlSession session, Clock systemClock) {
        return new CassandraChanges(session, systemClock);
    }

    @Bean
    CassandraCompletenessBook completenessBook(CqlSession session) {
        return new CassandraCompletenessBook(session);
    }

    @Bean
    CompletenessNet completenessNet(
            CassandraChanges changes,
            CassandraCompletenessBook book,
            Aggregates paymentAggregates,
            TopicPositions positions,
            Subscribers subscribers,
            MeterRegistry meters,
            Clock systemClock) {
        return new CompletenessNet(
                changes,
                book,
                paymentAggregates.outbox(),
                positions,
                subscribers,
                meters,
                systemClock);
    }
}
