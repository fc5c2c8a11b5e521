package io.tollbridge.reconciliation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.reconciliation.BreakOpened;
import io.tollbridge.contracts.reconciliation.DayClosed;
import io.tollbridge.contracts.reconciliation.FundingMatched;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.contracts.reconciliation.PayoutMatched;
import io.tollbridge.reconciliation.Fixtures.Statement;
import io.tollbridge.reconciliation.difference.BreakService;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.testkit.FaultySession;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TopicReader;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.test.context.TestPropertySource;

/**
 * A day reconciled with a database that loses requests and answers, everything delivered twice: it
 * is decided once, and all that is said of it, however often, is the same.
 */
@ServiceTest
@TestPropertySource(properties = "tollbridge.reconciliation.sweep-interval=50ms")
class FaultsIT {

    private static final LocalDate DAY = LocalDate.of(2026, 10, 6);
    private static final int PAYMENTS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Autowired private EventPublisher publisher;
    @Autowired private ConsumerFactory<String, byte[]> consumers;
    @Autowired private EventCodec codec;
    @Autowired private FaultySession faults;
    @Autowired private BreakService breaks;

    @TestConfiguration
    static class Faults {
        @Bean
        static FaultySession faultySession() {
            return new FaultySession(20_261_006);
        }
    }

    @Test
    void a_day_is_decided_once_whatever_is_lost_on_the_way() {
        var noon = DAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
        var statement = new Statement(DAY, "h1");
        var payments = new ArrayList<OutgoingEvent>();
        for (int n = 0; n < PAYMENTS; n++) {
            payments.add(Fixtures.started("x" + n, 10_000, noon));
            payments.add(Fixtures.captured("x" + n, 10_000, noon));
            if (n > 0) { // the first is missing there
                statement.purchase("x" + n, 10_000, n == 1 ? 135 : 125); // the second costs more
            }
        }
        long net = (PAYMENTS - 1) * 9_875L - 10;
        var next = DAY.plusDays(1);
        String remittance = "ACQ SETTLEMENT " + DAY + " EUR";
        var all = new ArrayList<>(payments);
        all.addAll(statement.complete());
        all.add(Fixtures.payoutCreated("po_x", 700, noon));
        all.add(Fixtures.bankEntry(next, "b-x1", net, null, remittance));
        all.add(Fixtures.bankEntry(next, "b-x2", -700, "po_x", null));
        all.add(Fixtures.bankEntry(next, "b-x3", 12, null, "rent"));
        all.add(Fixtures.bankCompleted(next, "bank-" + next));

        faults.start(60);
        publisher.publish(all);
        publisher.publish(all);

        var said =
                awaitSaid(found ->
                        count(found, FundingMatched.class) == 1
                                && count(found, PayoutMatched.class) == 1
                                && count(found, BreakOpened.class) == 3);
        assertThat(count(said, DayClosed.class)).as("while its breaks are open").isZero();
        resolveAll(said);
        said = awaitSaid(found -> count(found, DayClosed.class) == 1);
        assertThat(count(said, LineMatched.class)).isEqualTo(PAYMENTS - 2);
        assertThat(said).hasSize(PAYMENTS - 2 + 9);
        assertThat(said)
                .hasEntrySatisfying(
                        "day_" + Fixtures.CHANNEL + "_" + DAY + ":1",
                        event -> {
                            var closed = event.as(DayClosed.class);
                            assertThat(closed.matched()).isEqualTo(PAYMENTS - 2);
                            assertThat(closed.breaks()).isEqualTo(2);
                        });
        assertThat(faults.left()).as("faults that were not rolled").isLessThan(40);
    }

    private Map<String, EventEnvelope> awaitSaid(Predicate<Map<String, EventEnvelope>> enough) {
        var said = new LinkedHashMap<String, EventEnvelope>();
        try (var reader = new TopicReader(consumers, codec, Topics.RECONCILIATION)) {
            await().atMost(PATIENCE)
                    .until(() -> {
                        said.clear();
                        reader.read().forEach(event -> keep(event, said));
                        return enough.test(said);
                    });
        }
        return said;
    }

    /** Somebody looks at every break, and tries again when the database does not answer. */
    private void resolveAll(Map<String, EventEnvelope> said) {
        said.values().stream()
                .filter(event -> event.is(BreakOpened.class))
                .map(event -> event.as(BreakOpened.class).difference().id())
                .forEach(id ->
                        await().atMost(PATIENCE)
                                .ignoreExceptions()
                                .until(() -> {
                                    var known = breaks.find(id).orElseThrow();
                                    return !breaks.resolve(known, "looked at").isOpen();
                                }));
    }

    private static long count(Map<String, EventEnvelope> said, Class<?> type) {
        return said.values().stream().filter(event -> event.is(type)).count();
    }

    private static void keep(EventEnvelope event, Map<String, EventEnvelope> said) {
        var first = said.putIfAbsent(event.id(), event);
        if (first != null) {
            assertThat(new String(event.body(), UTF_8)).isEqualTo(new String(first.body(), UTF_8));
        }
    }
}
