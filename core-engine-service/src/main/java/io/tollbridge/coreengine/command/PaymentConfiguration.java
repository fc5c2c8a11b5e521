package io.tollbridge.coreengine.command;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import io.tollbridge.contracts.channels.ChannelApi;
import io.tollbridge.contracts.channels.DisputeNotice;
import io.tollbridge.contracts.merchants.MerchantChanged;
import io.tollbridge.contracts.risk.RiskApi;
import io.tollbridge.coreengine.completeness.CassandraChanges;
import io.tollbridge.coreengine.completeness.ChangesNoted;
import io.tollbridge.coreengine.deadline.CassandraHoldDeadlines;
import io.tollbridge.coreengine.deadline.HoldSweeper;
import io.tollbridge.coreengine.payment.PaymentState;
import io.tollbridge.coreengine.routing.ChannelDirectory;
import io.tollbridge.coreengine.sibling.ChannelDesk;
import io.tollbridge.coreengine.sibling.RiskDesk;
import io.tollbridge.starter.aggregate.Aggregates;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventSubscription;
import io.tollbridge.starter.event.MirrorTable;
import io.tollbridge.starter.event.Mirrors;
import io.tollbridge.starter.http.ServiceClients;
import io.tollbridge.starter.secret.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import tools.jackson.databind.json.JsonMapper;

/** Puts the parts of this feature together. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class PaymentConfiguration {

    /** Which record a stored state is: its simple name. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
    private interface NamedState {}

    @Bean
    Aggregates paymentAggregates(
            CqlSession session,
            KafkaTemplate<String, byte[]> kafka,
            EventCodec codec,
            Clock systemClock) {
        return new Aggregates(session, kafka, codec, systemClock, PaymentStore.TABLE);
    }

    @Bean
    PaymentStore paymentStore(
            Aggregates paymentAggregates, CassandraChanges changes, JsonMapper json) {
        return new PaymentStore(
                new ChangesNoted(paymentAggregates.store(), changes), snapshots(json));
    }

    /** How a payment's snapshot is written. A list that older snapshots do not have is empty. */
    static JsonMapper snapshots(JsonMapper json) {
        return json.rebuild()
                .addMixIn(PaymentState.class, NamedState.class)
                .withConfigOverride(
                        List.class,
                        lists ->
                                lists.setNullHandling(
                                        JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .build();
    }

    @Bean
    MirrorTable<MerchantChanged> merchants(Mirrors mirrors) {
        return mirrors.mirror(MerchantChanged.class);
    }

    @Bean
    ChannelApi channelApi(ServiceClients clients) {
        return clients.of("channel", ChannelApi.class);
    }

    @Bean
    RiskApi riskApi(ServiceClients clients) {
        return clients.of("risk", RiskApi.class);
    }

    @Bean
    ChannelDirectory channelDirectory(ChannelApi channelApi) {
        return new ChannelDirectory(channelApi);
    }

    @Bean
    Turns turns() {
        return new Turns();
    }

    @Bean
    Attempts attempts(
            PaymentStore store,
            ChannelApi channelApi,
            MirrorTable<MerchantChanged> merchants,
            Turns turns,
            JsonMapper json,
            InstantSource clock) {
        return new Attempts(
                store, new ChannelDesk(channelApi), merchants, turns, new Replies(json), clock);
    }

    @Bean
    PlanRunner planRunner(
            PaymentStore store,
            Attempts attempts,
            Turns turns,
            JsonMapper json,
            InstantSource clock) {
        return new PlanRunner(store, attempts, turns, new Replies(json), clock);
    }

    @Bean
    HoldService holdService(PaymentStore store, PlanRunner runner, InstantSource clock) {
        return new HoldService(store, runner, clock);
    }

    @Bean
    RiskDesk riskDesk(RiskApi riskApi) {
        return new RiskDesk(riskApi);
    }

    @Bean
    IncrementService incrementService(RiskDesk risk, PlanRunner runner, InstantSource clock) {
        return new IncrementService(risk, runner, clock);
    }

    @Bean
    RefundService refundService(PlanRunner runner, InstantSource clock) {
        return new RefundService(runner, clock);
    }

    @Bean
    DisputeNotices disputeNotices(
            PaymentStore store, Attempts attempts, Turns turns, InstantSource clock) {
        return new DisputeNotices(store, attempts, turns, clock);
    }

    @Bean
    EventSubscription disputes(DisputeNotices disputeNotices) {
        return new EventSubscription(
                "core-engine-disputes",
                Set.of(DisputeNotice.class),
                batch ->
                        batch.forEach(event -> disputeNotices.take(event.as(DisputeNotice.class))));
    }

    @Bean
    PaymentService paymentService(
            CqlSession session,
            PaymentStore store,
            RiskDesk risk,
            ChannelDirectory routing,
            Attempts attempts,
            PlanRunner runner,
            PaymentService.Settings settings) {
        return new PaymentService(
                store,
                new CassandraOrderReferences(session, store),
                risk,
                routing,
                attempts,
                runner,
                settings);
    }

    @Bean
    PaymentService.Settings paymentSettings(
            InstantSource clock,
            CassandraHoldDeadlines deadlines,
            Secrets secrets,
            @Value("${tollbridge.holds.last}") Duration holdsLast) {
        return new PaymentService.Settings(
                clock, deadlines, holdsLast, secrets.read("payment-id.salt"));
    }

    @Bean
    CassandraHoldDeadlines holdDeadlines(CqlSession session) {
        return new CassandraHoldDeadlines(session);
    }

    @Bean
    HoldSweeper holdSweeper(
            CassandraHoldDeadlines deadlines, HoldService holds, InstantSource clock) {
        return new HoldSweeper(deadlines, holds::expire, clock);
    }
}
