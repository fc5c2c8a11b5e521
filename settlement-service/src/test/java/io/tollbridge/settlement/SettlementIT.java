package io.tollbridge.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.channels.BankApi;
import io.tollbridge.contracts.channels.BankEntry;
import io.tollbridge.contracts.channels.PayoutAnswer;
import io.tollbridge.contracts.channels.PayoutOrder;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.contracts.settlements.PayoutCreated;
import io.tollbridge.contracts.settlements.PayoutFailed;
import io.tollbridge.contracts.settlements.PayoutPaid;
import io.tollbridge.contracts.settlements.PayoutSent;
import io.tollbridge.contracts.settlements.SettlementClosed;
import io.tollbridge.contracts.settlements.SettlementMatured;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.Money;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The service whole: events in, business time passing, events and answers out. */
@ServiceTest
@TestPropertySource(properties = "tollbridge.settlement.sweep-interval=100ms")
class SettlementIT {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Autowired private EventPublisher publisher;
    @Autowired private ConsumerFactory<String, byte[]> consumers;
    @Autowired private EventCodec codec;
    @Autowired private BusinessClock clock;
    @Autowired private SandboxBank bank;
    @LocalServerPort private int port;

    private final String merchant = "mch_" + Ids.sortable(Instant.EPOCH);
    private LocalDate today = LocalDate.EPOCH;
    private Instant now = Instant.EPOCH;

    /** Answers as it is told to, and keeps what it was asked. */
    static class SandboxBank implements BankApi {
        final List<PayoutOrder> orders = new ArrayList<>();
        final Map<String, PayoutAnswer.Verdict> answers = new ConcurrentHashMap<>();

        @Override
        public synchronized PayoutAnswer instruct(String name, PayoutOrder order) {
            assertThat(name).isEqualTo("sandbox-bank");
            orders.add(order);
            var verdict = answers.remove(order.creditorIban());
            return new PayoutAnswer(
                    verdict == null ? PayoutAnswer.Verdict.ACCEPTED : verdict,
                    verdict == null ? null : "account_closed");
        }

        synchronized List<PayoutOrder> ordersFor(String iban) {
            return orders.stream().filter(o -> o.creditorIban().equals(iban)).toList();
        }
    }

    @TestConfiguration
    static class Bank {
        @Bean
        @Primary
        SandboxBank sandboxBank() {
            return new SandboxBank();
        }
    }

    private final Map<String, TopicReader> readers = new HashMap<>();

    @AfterEach
    void closeReaders() {
        readers.values().forEach(TopicReader::close);
    }

    @BeforeEach
    void takeTheDate() {
        now = clock.instant();
        today = clock.today(BERLIN);
    }

    @Test
    void captures_and_refunds_settle_mature_and_are_paid_out_once() {
        publish(Fixtures.changed(Fixtures.merchant(merchant, Fixtures.IBAN, sinceBefore()), now));
        var events =
                List.of(
                        captured("a", 10_000), // fee 290 + 30
                        captured("b", 5_000), // fee 145 + 30
                        Fixtures.refunded(merchant, id("b"), eur(2_000), today, now));
        publish(events);
        await().untilAsserted(() ->
                assertThat(get("/v1/balance").at("/pending/0/amount").asLong()).isEqualTo(12_505));

        advance(Duration.ofDays(1));
        var closed = awaitOne(Topics.SETTLEMENTS, SettlementClosed.class, merchant);
        assertThat(closed.net()).isEqualTo(eur(12_505));
        assertThat(closed.items()).isEqualTo(3);
        assertThat(closed.gross()).isEqualTo(eur(15_000));
        assertThat(closed.refunds()).isEqualTo(eur(-2_000));
        assertThat(closed.fees()).isEqualTo(eur(495));
        assertThat(closed.settlementDate()).isEqualTo(today);

        advance(Duration.ofDays(6)); // past any weekend and holiday
        var matured = awaitOne(Topics.SETTLEMENTS, SettlementMatured.class, merchant);
        assertThat(matured.net()).isEqualTo(eur(12_505));
        await().until(() -> payouts().size() == 1 && status(payouts().getFirst(), "in_transit"));
        var payout = payouts().getFirst();
        assertThat(payout.get("amount").asLong()).isEqualTo(12_505);
        assertThat(payout.at("/batches/0").asString()).isEqualTo(closed.batchId());
        assertThat(payout.get("destination").asString()).isEqualTo("DE75****6199");
        assertThat(get("/v1/balance").at("/in_transit/0/amount").asLong()).isEqualTo(12_505);

        String payoutId = payout.get("id").asString();
        var debit = bankEntry(payoutId, 12_505, false, "bank-" + payoutId);
        publish(debit);
        await().until(() -> status(payouts().getFirst(), "paid"));

        replay(events, debit);
        assertEverythingHappenedOnce(payoutId);
        var balance = get("/v1/balance");
        assertThat(balance.at("/available/0/amount").asLong()).isZero();
        assertThat(balance.at("/in_transit/0/amount").asLong()).isZero();
        assertThat(balance.at("/pending/0/amount").asLong()).isEqualTo(650); // the marker's
        assertListsAndItems(closed.batchId());
    }

    /** Delivers all again, twice, and waits until a later event proves that it was read. */
    private void replay(List<OutgoingEvent> events, OutgoingEvent debit) {
        publish(events);
        publish(debit);
        publish(events);
        var marker = captured("z", 700);
        publish(marker);
        await().until(() -> items().containsKey("sti_" + id("z") + ":3"));
    }

    private void assertEverythingHappenedOnce(String payoutId) {
        var settlements = bodies(Topics.SETTLEMENTS, merchant);
        assertThat(settlements.keySet().stream().filter(id -> id.startsWith("sti_"))).hasSize(4);
        assertThat(settlements.keySet().stream().filter(id -> id.endsWith(":1"))).hasSize(1);
        await().untilAsserted(() ->
                assertThat(bodies(Topics.PAYOUTS, payoutId).keySet())
                        .containsExactlyInAnyOrder(
                                payoutId + ":1", payoutId + ":2", payoutId + ":3"));
        assertThat(bank.ordersFor(Fixtures.IBAN).stream().map(PayoutOrder::payoutId).distinct())
                .containsOnlyOnce(payoutId);
        assertThat(payouts()).hasSize(1);
    }

    private void assertListsAndItems(String batchId) {
        var list = get("/v1/settlements?limit=1");
        assertThat(list.at("/data/0/status").asString()).isEqualTo("open");
        assertThat(list.get("has_more").asBoolean()).isTrue();
        var next = get("/v1/settlements?limit=1&cursor=" + list.get("next_cursor").asString());
        assertThat(next.at("/data/0/id").asString()).isEqualTo(batchId);
        assertThat(next.at("/data/0/status").asString()).isEqualTo("matured");
        assertThat(next.get("has_more").asBoolean()).isFalse();
        var one = get("/v1/settlements/" + batchId + "?limit=2");
        assertThat(one.at("/settlement/net").asLong()).isEqualTo(12_505);
        assertThat(one.at("/items/data/0/net").asLong()).isEqualTo(9_680);
        assertThat(one.at("/items/data/1/fee").asLong()).isEqualTo(175);
        String cursor = one.at("/items/next_cursor").asString();
        var rest = get("/v1/settlements/" + batchId + "?limit=2&cursor=" + cursor);
        assertThat(rest.at("/items/data/0/type").asString()).isEqualTo("refund");
        assertThat(get("/v1/settlements/sb_20200101EURt_other").get("status").asInt())
                .isEqualTo(404);
    }

    @Test
    void an_unclear_answer_is_asked_again_and_a_refusal_gives_the_money_back() {
        String iban = "DE89370400440532013000";
        publish(Fixtures.changed(Fixtures.merchant(merchant, iban, sinceBefore()), now));
        bank.answers.put(iban, PayoutAnswer.Verdict.UNCLEAR);
        publish(captured("c", 10_000));
        awaitStored("c");
        advance(Duration.ofDays(8));
        await().until(() -> bank.ordersFor(iban).size() == 1);
        bank.answers.put(iban, PayoutAnswer.Verdict.REJECTED);
        advance(Duration.ofMinutes(1));
        await().until(() -> payouts().size() == 1 && status(payouts().getFirst(), "failed"));
        assertThat(bank.ordersFor(iban).stream().map(PayoutOrder::payoutId).distinct()).hasSize(1);
        assertThat(payouts().getFirst().get("failure_reason").asString())
                .isEqualTo("account_closed");
        assertThat(get("/v1/balance").at("/available/0/amount").asLong()).isEqualTo(9_680);

        // Another account: the same batch is paid by another payout.
        var moved = Fixtures.merchant(merchant, "DE75512108001245126199", sinceBefore());
        publish(Fixtures.changed(withVersion(moved, 3), now));
        await().until(() -> payouts().size() == 2 && status(payouts().getFirst(), "in_transit"));
        String second = payouts().getFirst().get("id").asString();
        publish(bankEntry(second, 9_680, false, "bank-" + second));
        await().until(() -> status(payouts().getFirst(), "paid"));
        publish(bankEntry(second, 9_680, true, "bank-return-" + second));
        await().until(() -> status(payouts().getFirst(), "failed"));
        assertThat(get("/v1/balance").at("/available/0/amount").asLong()).isEqualTo(9_680);
        await().untilAsserted(() ->
                assertThat(bodies(Topics.PAYOUTS, second))
                        .hasEntrySatisfying(
                                second + ":4",
                                late -> assertThat(late.is(PayoutFailed.class)).isTrue()));
    }

    @Test
    void without_an_account_the_money_waits_for_one() {
        publish(Fixtures.changed(Fixtures.merchant(merchant, null, sinceBefore()), now));
        publish(captured("d", 10_000));
        awaitStored("d");
        advance(Duration.ofDays(8));
        await().untilAsserted(() ->
                assertThat(get("/v1/balance").at("/available/0/amount").asLong()).isEqualTo(9_680));
        assertThat(payouts()).isEmpty();
        String iban = "DE02120300000000202051";
        publish(Fixtures.changed(Fixtures.merchant(merchant, iban, sinceBefore()), now));
        await().until(() -> payouts().size() == 1 && status(payouts().getFirst(), "in_transit"));
        String payoutId = payouts().getFirst().get("id").asString();
        await().untilAsserted(() -> {
            var events = bodies(Topics.PAYOUTS, payoutId).values();
            assertThat(events).anyMatch(e -> e.is(PayoutCreated.class));
            assertThat(events).anyMatch(e -> e.is(PayoutSent.class));
            assertThat(events).noneMatch(e -> e.is(PayoutPaid.class));
        });
    }

    @Test
    void an_operator_names_the_merchant_and_a_merchant_sees_only_its_own() {
        publish(Fixtures.changed(Fixtures.merchant(merchant, null, sinceBefore()), now));
        publish(captured("e", 10_000));
        awaitStored("e");
        var list = get("/v1/settlements?merchant_id=" + merchant, TestIdentity.operator());
        assertThat(list.at("/data/0/gross").asLong()).isEqualTo(10_000);
        assertThat(get("/v1/settlements", TestIdentity.operator()).get("code").asString())
                .isEqualTo("missing_parameter");
        String batch = list.at("/data/0/id").asString();
        assertThat(get("/v1/settlements/" + batch).at("/settlement/id").asString())
                .isEqualTo(batch);
        assertThat(
                        get("/v1/settlements/" + batch, TestIdentity.merchant("mch_other"))
                                .get("code")
                                .asString())
                .isEqualTo("not_found");
    }

    private void awaitStored(String payment) {
        await().until(() -> items().containsKey("sti_" + id(payment) + ":3"));
    }

    private Map<String, EventEnvelope> items() {
        return bodies(Topics.SETTLEMENTS, merchant);
    }

    private Instant sinceBefore() {
        return now.minus(Duration.ofDays(1));
    }

    private void advance(Duration by) {
        clock.follow(clock.offset().plus(by).toMillis());
    }

    private OutgoingEvent captured(String payment, long amount) {
        return Fixtures.captured(merchant, id(payment), eur(amount), clock.today(BERLIN), now);
    }

    private String id(String payment) {
        return "pay_" + merchant.substring(4) + payment;
    }

    private OutgoingEvent bankEntry(String payoutId, long amount, boolean returned, String ref) {
        var entry =
                new BankEntry(
                        "sandbox-bank",
                        clock.today(BERLIN),
                        "hash",
                        1,
                        "DE89370400440532013000",
                        eur(amount),
                        returned,
                        payoutId,
                        ref,
                        null,
                        clock.today(BERLIN),
                        returned);
        return new OutgoingEvent(entry, "sandbox-bank", ref + ":1", 1, now);
    }

    private static MerchantProfile withVersion(MerchantProfile of, long version) {
        return new MerchantProfile(
                of.merchantId(),
                of.name(),
                of.country(),
                of.mcc(),
                of.timeZone(),
                of.cutoff(),
                of.status(),
                of.feePlans(),
                of.settlementPlans(),
                of.payoutAccount(),
                version);
    }

    private void publish(OutgoingEvent event) {
        publisher.publish(List.of(event));
    }

    private void publish(List<OutgoingEvent> events) {
        publisher.publish(events);
    }

    private <T> T awaitOne(String topic, Class<T> type, String key) {
        var found = new ArrayList<EventEnvelope>();
        await().until(() -> {
            found.clear();
            bodies(topic, key).values().stream()
                    .filter(event -> event.is(type))
                    .forEach(found::add);
            return found.size() == 1;
        });
        return found.getFirst().as(type);
    }

    /** What a topic says of a key, by event id: copies of one event must be alike. */
    private Map<String, EventEnvelope> bodies(String topic, String key) {
        var reader =
                readers.computeIfAbsent(topic, name -> new TopicReader(consumers, codec, name));
        reader.read();
        var byId = new ConcurrentHashMap<String, EventEnvelope>();
        for (var event : reader.read()) {
            if (event.key().equals(key)) {
                var first = byId.putIfAbsent(event.id(), event);
                assertThat(new String(event.body(), UTF_8))
                        .isEqualTo(new String((first == null ? event : first).body(), UTF_8));
            }
        }
        return byId;
    }

    private List<JsonNode> payouts() {
        var found = new ArrayList<JsonNode>();
        get("/v1/payouts").get("data").forEach(found::add);
        return found;
    }

    private static boolean status(JsonNode payout, String status) {
        return payout.get("status").asString().equals(status);
    }

    private JsonNode get(String path) {
        return get(path, TestIdentity.merchant(merchant));
    }

    private JsonNode get(String path, String identity) {
        return RestClient.create("http://localhost:" + port)
                .get()
                .uri(path)
                .header(TestIdentity.HEADER, identity)
                .retrieve()
                .onStatus(status -> status.isError(), (_, _) -> {})
                .requiredBody(JsonNode.class);
    }

    private static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }
}
