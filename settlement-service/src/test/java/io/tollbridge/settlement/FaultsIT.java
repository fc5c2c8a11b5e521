package io.tollbridge.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.channels.BankApi;
import io.tollbridge.contracts.channels.PayoutAnswer;
import io.tollbridge.contracts.channels.PayoutOrder;
import io.tollbridge.contracts.reconciliation.PayoutMatched;
import io.tollbridge.contracts.settlements.PayoutPaid;
import io.tollbridge.contracts.settlements.SettlementClosed;
import io.tollbridge.contracts.settlements.SettlementItemAdded;
import io.tollbridge.contracts.settlements.SettlementMatured;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.testkit.FaultySession;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.test.context.TestPropertySource;

/**
 * A settlement day with a database that loses requests and answers and a bank that often does not
 * say what it did: in the end every cent is where it belongs, once.
 */
@ServiceTest
@TestPropertySource(properties = "tollbridge.settlement.sweep-interval=50ms")
class FaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MERCHANTS = 3;
    private static final int PAYMENTS = 12;

    @Autowired private EventPublisher publisher;
    @Autowired private ConsumerFactory<String, byte[]> consumers;
    @Autowired private EventCodec codec;
    @Autowired private BusinessClock clock;
    @Autowired private FaultySession faults;
    @Autowired private ForgetfulBank bank;
    @Autowired private CqlSession session;

    /** Pays each payout once, by its id, and says so every third time only. */
    static final class ForgetfulBank implements BankApi {
        final Map<String, PayoutOrder> paid = new ConcurrentHashMap<>();
        private int asked;

        @Override
        public synchronized PayoutAnswer instruct(String name, PayoutOrder order) {
            var before = paid.putIfAbsent(order.payoutId(), order);
            assertThat(before == null ? order : before).isEqualTo(order); // never another amount
            boolean tells = ++asked % 3 == 0;
            return tells
                    ? new PayoutAnswer(PayoutAnswer.Verdict.ACCEPTED, null)
                    : new PayoutAnswer(PayoutAnswer.Verdict.UNCLEAR, "test: no answer");
        }
    }

    @TestConfiguration
    static class Faults {
        @Bean
        static FaultySession faultySession() {
            return new FaultySession(20_261_122);
        }

        @Bean
        @Primary
        ForgetfulBank forgetfulBank() {
            return new ForgetfulBank();
        }
    }

    @Test
    void every_cent_arrives_once_whatever_is_lost_on_the_way() {
        Fixtures.awaken(clock);
        var now = clock.instant();
        var today = clock.today(Fixtures.BERLIN);
        var since = now.minus(Duration.ofDays(1));
        var events = new ArrayList<OutgoingEvent>();
        for (int m = 0; m < MERCHANTS; m++) {
            String id = "mch_f" + m;
            publisher.publish(
                    List.of(Fixtures.changed(Fixtures.merchant(id, iban(m), since), now)));
            for (int n = 0; n < PAYMENTS; n++) {
                String payment = "pay_f" + m + "x" + n;
                events.add(Fixtures.captured(id, payment, eur(10_000), today, now));
            }
            events.add(Fixtures.refunded(id, "pay_f" + m + "x0", eur(1_000), today, now));
        }
        faults.start(120);
        publisher.publish(events);
        publisher.publish(events); // delivered twice as well
        awaitEvents(SettlementItemAdded.class, MERCHANTS * (PAYMENTS + 1));

        advance(Duration.ofDays(1));
        var closed = awaitEvents(SettlementClosed.class, MERCHANTS);
        assertThat(closed.values())
                .allSatisfy(e -> assertThat(e.as(SettlementClosed.class).net()).isEqualTo(net()));
        assertThat(closed.values())
                .allSatisfy(e ->
                        assertThat(e.as(SettlementClosed.class).items()).isEqualTo(PAYMENTS + 1));
        advance(Duration.ofDays(6));
        awaitEvents(SettlementMatured.class, MERCHANTS);
        await().atMost(PATIENCE)
                .until(() -> {
                    advance(Duration.ofSeconds(30)); // asked again after a while
                    return bank.paid.size() == MERCHANTS;
                });
        for (var order : bank.paid.values()) {
            assertThat(order.amount()).isEqualTo(net());
            publisher.publish(List.of(debit(order), debit(order)));
        }
        awaitEvents(PayoutPaid.class, MERCHANTS);
        assertThat(bank.paid).hasSize(MERCHANTS);
        assertThat(faults.left()).as("faults that were not rolled").isLessThan(60);
        assertThat(session.execute("SELECT record_key FROM parked").all()).isEmpty();
    }

    /** 12 payments of 100.00, each with 2.90 % and 30, less a refund of 10.00. */
    private static Money net() {
        return eur(PAYMENTS * (10_000 - 320) - 1_000);
    }

    private OutgoingEvent debit(PayoutOrder order) {
        String reference = "bank-" + order.payoutId();
        var shown =
                new PayoutMatched(
                        order.payoutId(),
                        new MerchantId("mch_any"),
                        order.amount(),
                        "sandbox-bank",
                        reference,
                        clock.today(Fixtures.BERLIN));
        return new OutgoingEvent(shown, "sandbox-bank", reference + ":1", 1, clock.instant());
    }

    private void advance(Duration by) {
        clock.follow(clock.offset().plus(by).toMillis());
    }

    /** Exactly so many events of a type by id, all copies of one alike. */
    private Map<String, EventEnvelope> awaitEvents(Class<?> type, int count) {
        String topic = type == PayoutPaid.class ? Topics.PAYOUTS : Topics.SETTLEMENTS;
        var found = new LinkedHashMap<String, EventEnvelope>();
        try (var reader = new TopicReader(consumers, codec, topic)) {
            await().atMost(PATIENCE)
                    .until(() -> {
                        found.clear();
                        reader.read().stream()
                                .filter(event -> event.is(type))
                                .forEach(event -> keep(event, found));
                        return found.size() == count;
                    });
        }
        return found;
    }

    private static void keep(EventEnvelope event, Map<String, EventEnvelope> found) {
        var first = found.putIfAbsent(event.id(), event);
        if (first != null) {
            assertThat(event.body()).isEqualTo(first.body());
        }
    }

    private static String iban(int merchant) {
        return List.of("DE75512108001245126199", "DE02120300000000202051", "DE02500105170137075030")
                .get(merchant);
    }

    private static Money eur(long minor) {
        return new Money(minor, Currency.of("EUR"));
    }
}
