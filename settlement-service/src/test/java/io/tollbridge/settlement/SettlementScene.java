package io.tollbridge.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.contracts.reconciliation.PayoutMatched;
import io.tollbridge.contracts.reconciliation.PayoutReturned;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The service between its topics, with business time and a bank to play with. */
@ServiceTest
@Import(SandboxBank.Opened.class)
@TestPropertySource(properties = "tollbridge.settlement.sweep-interval=100ms")
public abstract class SettlementScene {

    @Autowired SandboxBank bank;
    @Autowired private EventPublisher publisher;
    @Autowired ConsumerFactory<String, byte[]> consumers;
    @Autowired EventCodec codec;
    @Autowired private BusinessClock clock;
    @LocalServerPort int port;

    final String merchant = "mch_" + Ids.sortable(Instant.EPOCH);
    LocalDate today = LocalDate.EPOCH;
    Instant now = Instant.EPOCH;

    private final Map<String, TopicReader> readers = new HashMap<>();

    @AfterEach
    void closeReaders() {
        readers.values().forEach(TopicReader::close);
    }

    @BeforeEach
    void takeTheDate() {
        Fixtures.awaken(clock);
        now = clock.instant();
        today = clock.today(Fixtures.BERLIN);
    }

    void awaitStored(String payment) {
        await().until(() -> items().containsKey("sti_" + id(payment) + ":3"));
    }

    Map<String, EventEnvelope> items() {
        return bodies(Topics.SETTLEMENTS, merchant);
    }

    Instant sinceBefore() {
        return now.minus(Duration.ofDays(1));
    }

    void advance(Duration by) {
        clock.follow(clock.offset().plus(by).toMillis());
    }

    OutgoingEvent captured(String payment, long amount) {
        return Fixtures.captured(
                merchant, id(payment), eur(amount), clock.today(Fixtures.BERLIN), now);
    }

    String id(String payment) {
        return "pay_" + merchant.substring(4) + payment;
    }

    /** Reconciliation has found the payout on the bank's statement. */
    OutgoingEvent debited(String payoutId, long amount) {
        var event =
                new PayoutMatched(
                        payoutId,
                        new MerchantId(merchant),
                        eur(amount),
                        "sandbox-bank",
                        "bank-" + payoutId,
                        clock.today(Fixtures.BERLIN));
        return found(event, "bank-" + payoutId);
    }

    /** Reconciliation has found the payout's return on the bank's statement. */
    OutgoingEvent returned(String payoutId, long amount) {
        var event =
                new PayoutReturned(
                        payoutId,
                        new MerchantId(merchant),
                        eur(amount),
                        "sandbox-bank",
                        "bank-return-" + payoutId,
                        clock.today(Fixtures.BERLIN));
        return found(event, "bank-return-" + payoutId);
    }

    private OutgoingEvent found(Object event, String reference) {
        return new OutgoingEvent(event, "sandbox-bank", reference + ":1", 1, now);
    }

    static MerchantProfile withVersion(MerchantProfile of, long version) {
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

    void publish(OutgoingEvent event) {
        publisher.publish(List.of(event));
    }

    void publish(List<OutgoingEvent> events) {
        publisher.publish(events);
    }

    <T> T awaitOne(String topic, Class<T> type, String key) {
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
    Map<String, EventEnvelope> bodies(String topic, String key) {
        var reader =
                readers.computeIfAbsent(topic, name -> new TopicReader(consumers, codec, name));
        reader.read();
        var byId = new ConcurrentHashMap<String, EventEnvelope>();
        for (var event : reader.read()) {
            if (event.key().equals(key)) {
                var first = byId.putIfAbsent(event.id(), event);
                if (first != null) {
                    assertThat(new String(event.body(), UTF_8))
                            .isEqualTo(new String(first.body(), UTF_8));
                    assertThat(event.at()).isEqualTo(first.at());
                }
            }
        }
        return byId;
    }

    List<JsonNode> payouts() {
        var found = new ArrayList<JsonNode>();
        get("/v1/payouts").get("data").forEach(found::add);
        return found;
    }

    static boolean status(JsonNode payout, String status) {
        return payout.get("status").asString().equals(status);
    }

    /** As operations-service asks. */
    JsonNode post(String path, Map<String, String> body) {
        return RestClient.create("http://localhost:" + port)
                .post()
                .uri(path)
                .header(TestIdentity.HEADER, TestIdentity.service("operations"))
                .body(body)
                .retrieve()
                .onStatus(status -> status.isError(), (_, _) -> {})
                .requiredBody(JsonNode.class);
    }

    JsonNode get(String path) {
        return get(path, TestIdentity.merchant(merchant));
    }

    JsonNode get(String path, String identity) {
        return RestClient.create("http://localhost:" + port)
                .get()
                .uri(path)
                .header(TestIdentity.HEADER, identity)
                .retrieve()
                .onStatus(status -> status.isError(), (_, _) -> {})
                .requiredBody(JsonNode.class);
    }

    static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }
}
