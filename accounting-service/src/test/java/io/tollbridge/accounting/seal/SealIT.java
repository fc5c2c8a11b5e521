package io.tollbridge.accounting.seal;

import static io.tollbridge.accounting.Happenings.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.accounting.Happenings;
import io.tollbridge.accounting.balance.BalanceStore;
import io.tollbridge.accounting.balance.Balances;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.ledger.LedgerSealed;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Seals of real postings, and what becomes of them when the tables are changed by hand. */
@ServiceTest
@TestPropertySource(properties = "tollbridge.accounting.seal-check=PT1H")
class SealIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private EventPublisher publisher;
    @Autowired private EventCodec codec;
    @Autowired private ConsumerFactory<String, byte[]> consumers;
    @Autowired private PostingStore postings;
    @Autowired private BalanceStore balances;
    @Autowired private PlaceIndex index;
    @Autowired private SealStore seals;
    @Autowired private Sealing sealing;
    @Autowired private BusinessClock clock;
    @Autowired private CqlSession session;

    private RestClient client;

    @BeforeEach
    void connect() {
        client = http.baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void the_chain_holds_until_somebody_changes_a_row_behind_it() {
        UUID changed = booked("pay_changed", 1000);
        UUID removed = booked("pay_removed", 2000);
        nextDay();
        booked("pay_after", 3000);
        nextDay();
        booked("pay_open", 4000);
        sealing.check(); // not due: this day is not over

        var verified = verification();
        assertThat(verified.path("verified").asBoolean()).isTrue();
        var list = get("/v1/ledger/seals?limit=1");
        assertThat(list.path("has_more").asBoolean()).isTrue();
        var newest = list.at("/data/0");
        assertThat(newest.path("hash").asString()).isEqualTo(verified.path("newest").asString());
        var older =
                get("/v1/ledger/seals?cursor=" + list.path("next_cursor").asString()).at("/data/0");
        assertThat(newest.path("previous").asString()).isEqualTo(older.path("hash").asString());
        assertThat(told()).contains(newest.path("hash").asString(), older.path("hash").asString());

        tamper("UPDATE posting SET payment_id = 'pay_other' WHERE posting_id = ", changed);
        assertFound("a changed one", changed, "changed");
        tamper("UPDATE posting SET payment_id = 'pay_changed' WHERE posting_id = ", changed);
        assertThat(verification().path("verified").asBoolean()).isTrue();

        var one = postings.posting(removed).orElseThrow();
        tamper("DELETE FROM posting WHERE posting_id = ", removed);
        assertFound("a removed one", removed, "missing");
        postings.insert(List.of(one));
        assertThat(verification().path("verified").asBoolean()).isTrue();

        var intruder =
                new Posting(
                        UUID.randomUUID(),
                        1,
                        one.journal(),
                        one.source(),
                        one.merchant(),
                        one.payment());
        postings.insert(List.of(intruder));
        assertFound("an intruder", intruder.id(), "is under a seal that does not know it");
        tamper("DELETE FROM posting WHERE posting_id = ", intruder.id());
    }

    @Test
    void a_seal_that_its_maker_did_not_tell_is_told_and_its_number_is_not_given_again() {
        booked("pay_two", 500);
        Instant now = clock.instant();
        var label = LocalDate.ofInstant(now, ZoneOffset.UTC);
        assertThat(new Sealer(balances, postings, index, seals).seal(label, now)).isTrue();
        var made = seals.newest().orElseThrow().seal();
        assertThat(seals.append(made)).isFalse();
        sealing.check();
        assertThat(told()).contains(made.hash().toString());
        assertThat(verification().path("verified").asBoolean()).isTrue();
    }

    /** Booked and counted. */
    private UUID booked(String payment, long amount) {
        var h = Happenings.of("mch_sealed", payment, "EUR");
        publisher.publish(
                List.of(new OutgoingEvent(h.purchased(amount), payment, payment + ":1", 1, NOON)));
        return await().atMost(PATIENCE)
                .until(() -> postings.ofPayment(h.payment()), found -> isCounted(found))
                .getFirst()
                .id();
    }

    private boolean isCounted(List<Posting> found) {
        return !found.isEmpty()
                && found.stream()
                        .allMatch(posting ->
                                balances.head(
                                                        Balances.part(
                                                                posting.source().place(),
                                                                posting.period()))
                                                .nextOffset()
                                                .getOrDefault(
                                                        posting.source().place().partition(), 0L)
                                        > posting.source().place().offset());
    }

    private void nextDay() {
        clock.follow(clock.offset().plusDays(1).toMillis());
        sealing.check();
    }

    private void tamper(String cql, UUID posting) {
        session.execute(cql + posting);
    }

    private void assertFound(String what, UUID posting, String fault) {
        var result = verification();
        assertThat(result.path("verified").asBoolean()).as(what).isFalse();
        assertThat(result.path("findings").valueStream())
                .as(what)
                .anyMatch(found ->
                        found.path("posting").asString("").equals(posting.toString())
                                && found.path("fault").asString().equals(fault));
    }

    private List<String> told() {
        try (var topic = new TopicReader(consumers, codec, Topics.LEDGER)) {
            return await().atMost(PATIENCE)
                    .until(
                            () ->
                                    topic.read().stream()
                                            .filter(event -> event.is(LedgerSealed.class))
                                            .map(event -> event.as(LedgerSealed.class).hash())
                                            .toList(),
                            hashes ->
                                    hashes.contains(
                                            seals.newest().orElseThrow().hash().toString()));
        }
    }

    private JsonNode verification() {
        return get("/v1/ledger/seals/verification");
    }

    private JsonNode get(String path) {
        return Objects.requireNonNull(
                client.get()
                        .uri(path)
                        .header(TestIdentity.HEADER, TestIdentity.operator())
                        .retrieve()
                        .body(JsonNode.class));
    }
}
