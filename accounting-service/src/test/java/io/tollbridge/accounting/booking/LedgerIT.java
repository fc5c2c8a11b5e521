package io.tollbridge.accounting.booking;

import static io.tollbridge.accounting.Happenings.NOON;
import static io.tollbridge.accounting.Happenings.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tollbridge.accounting.Happenings;
import io.tollbridge.accounting.balance.BalanceStore;
import io.tollbridge.accounting.booking.Bookkeeper.Happened;
import io.tollbridge.accounting.posting.Place;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.accounting.seal.PlaceIndex;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.ledger.JournalPosted;
import io.tollbridge.contracts.ledger.PostingLine;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.EventSubscription;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.testkit.SeenCheck;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The whole service on real Kafka and Cassandra; each test has a currency of its own. */
@ServiceTest
@TestPropertySource(
        properties = {
            "tollbridge.accounting.prove-every=PT2S",
            "tollbridge.accounting.counted-within=PT1S"
        })
class LedgerIT {

    private static final int QUIET_READS = 6; // so often nothing new: all has been read
    private static final String OPERATOR = TestIdentity.operator();

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private EventPublisher publisher;
    @Autowired private EventCodec codec;
    @Autowired private ConsumerFactory<String, byte[]> consumers;
    @Autowired private EventSubscription subscription;
    @Autowired private ApplicationContext context;
    @Autowired private PostingStore postings;
    @Autowired private PlaceIndex index;
    @Autowired private BalanceStore balances;

    private RestClient client;

    @BeforeEach
    void connect() {
        client = http.baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void the_way_of_a_payment_balances_and_a_replay_of_all_topics_changes_nothing() {
        var h = Happenings.of("mch_way", "pay_way", "EUR");
        wholeWay(h);
        wholeWay(h); // every event once more, as a relay that was killed would do
        eventually(() -> assertThat(trialBalance("EUR").at("/debits").asLong()).isEqualTo(5_725));

        assertProven("EUR");
        assertThat(balance("1010:bank", "EUR")).isEqualTo(12);
        assertThat(balance("4010", "EUR")).isEqualTo(29);
        assertThat(balance("5030:acquirer", "EUR")).isEqualTo(17);
        for (String empty :
                List.of("1110:acquirer", "1120:acquirer", "2010:mch_way", "2020:mch_way")) {
            assertThat(balance(empty, "EUR")).as(empty).isZero();
        }

        var sibling = get("/internal/v1/ledger/trial-balance", TestIdentity.service("operations"));
        assertThat(sibling.toString())
                .contains(
                        "{\"currency\":\"EUR\",\"debits\":5725,\"credits\":5725,\"difference\":0}");
        assertRefused(403, "/internal/v1/ledger/trial-balance", OPERATOR);

        String before = trialBalance("EUR").toString();
        for (int twice = 0; twice < 2; twice++) {
            for (String topic : topics()) {
                subscription.handler().handle(read(topic));
            }
        }
        assertThat(trialBalance("EUR")).hasToString(before);
        assertThat(announced("pay_way")).hasSize(6);
    }

    @Test
    void an_event_that_was_jumped_over_is_not_seen_until_it_is_told_again() {
        var h = Happenings.of("mch_jump", "pay_jump", "DKK");
        var check = new SeenCheck(context, port);
        check.jumpOver("accounting", () -> publish(h.purchased(1000), "pay_jump", 3));
        assertThat(check.seen("accounting", "pay_jump")).isEmpty();
        assertThat(trialBalance("DKK").isMissingNode()).isTrue();

        publish(h.purchased(1000), "pay_jump", 3);
        eventually(() -> assertThat(check.seen("accounting", "pay_jump")).containsExactly(3L));
        assertThat(trialBalance("DKK").at("/debits").asLong()).isEqualTo(1000);
    }

    @Test
    void a_crash_at_any_step_leaves_the_sums_right() {
        var h = Happenings.of("mch_crash", "pay_crash", "CHF");
        var steps = new AtomicInteger();
        book(h, "t-count", _ -> steps.incrementAndGet());
        for (int stop = 0; stop < steps.get(); stop++) {
            String topic = "t-crash" + stop;
            var left = new AtomicInteger(stop);
            assertThatThrownBy(() ->
                            book(
                                    h,
                                    topic,
                                    _ -> {
                                        if (left.getAndDecrement() == 0) {
                                            throw new IllegalStateException("crash");
                                        }
                                    }))
                    .hasMessage("crash");
            book(h, topic, _ -> {});
            book(h, topic, _ -> {});
        }

        assertThat(trialBalance("CHF").at("/debits").asLong()).isEqualTo(1029L * (steps.get() + 1));
        assertProven("CHF");
    }

    private void book(Happenings h, String topic, Interrupted.Elbow elbow) {
        var source = new Posting.Source(topic + ":3", new Place(topic, 0, 4), NOON);
        var next = new Posting.Source(topic + ":4", new Place(topic, 0, 5), NOON);
        Interrupted.bookkeeper(postings, index, _ -> {}, balances, elbow)
                .book(
                        List.of(
                                new Happened(h.purchased(1000), source),
                                new Happened(h.item("x:3", 1000, 29), next)));
    }

    @Test
    void a_merchant_reads_its_own_sub_accounts_and_nothing_else() {
        var own = Happenings.of("mch_own", "pay_own", "SEK");
        var other = Happenings.of("mch_other", "pay_other", "SEK");
        for (int i = 0; i < 5; i++) {
            publish(own.purchased(100 + i), "pay_own", i + 1);
        }
        publish(own.item("pay_own:1", 100, 7), "mch_own", 1);
        publish(other.purchased(900), "pay_other", 1);
        eventually(() -> assertThat(trialBalance("SEK").at("/debits").asLong()).isEqualTo(1417));
        String me = TestIdentity.merchant("mch_own");

        assertThat(texts(get("/v1/ledger/accounts", me), "account")).containsOnly("2010:mch_own");
        assertThat(get("/v1/ledger/accounts/2010:mch_own", me).at("/data/0/balance").asLong())
                .isEqualTo(503);
        assertThat(pages("/v1/ledger/accounts/2010:mch_own/entries", me)).hasSize(6);
        assertThat(pages("/v1/ledger/accounts/4010/entries", OPERATOR)).isNotEmpty();

        var posted = get("/v1/ledger/payments/pay_own", me);
        assertThat(posted.at("/data")).hasSize(6);
        assertThat(texts(posted, "rule")).contains("capture", "merchant_fee");
        assertThat(posted.at("/data/0/lines").toString())
                .contains("2010:mch_own")
                .doesNotContain("1110");
        String id = posted.at("/data/0/id").asString();
        assertThat(get("/v1/ledger/postings/" + id, OPERATOR).at("/lines")).hasSize(2);

        String they = TestIdentity.merchant("mch_other");
        assertThat(get("/v1/ledger/payments/pay_own", they).at("/data")).isEmpty();
        assertRefused(404, "/v1/ledger/postings/" + id, they);
        assertRefused(404, "/v1/ledger/accounts/2010:mch_own/entries", they);
        assertRefused(404, "/v1/ledger/accounts/1110:acquirer", me);
        assertRefused(403, "/v1/ledger/trial-balance", me);
        assertRefused(403, "/v1/ledger/postings?period=" + TODAY, me);
        assertRefused(403, "/v1/ledger/accounts", TestIdentity.publishable("mch_own"));
        assertRefused(404, "/v1/ledger/postings/none", OPERATOR);
        assertRefused(404, "/v1/ledger/accounts/9999", OPERATOR);
        assertRefused(400, "/v1/ledger/trial-balance?currency=EURO", OPERATOR);
        assertRefused(400, "/v1/ledger/accounts/2010:mch_own/entries?cursor=abc", me);
    }

    @Test
    void the_journal_of_a_day_is_read_page_by_page() {
        var h = Happenings.of("mch_day", "pay_day", "NOK");
        for (int i = 0; i < 7; i++) {
            publish(h.purchased(100), "pay_day", i + 1);
        }
        eventually(() -> assertThat(trialBalance("NOK").at("/debits").asLong()).isEqualTo(700));

        assertThat(pages("/v1/ledger/postings?period=" + TODAY, OPERATOR))
                .hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void a_lost_dispute_that_is_won_late_leaves_the_merchant_what_was_captured() {
        var h = Happenings.of("mch_dispute", "pay_dispute", "GBP");
        for (int twice = 0; twice < 2; twice++) {
            publish(h.purchased(1000), "pay_dispute", 3);
            publish(h.dispute().created(1000), "pay_dispute", 4);
            publish(h.dispute().withdrawn(1000), "pay_dispute", 5);
            publish(h.dispute().closed(1000, "lost", true), "pay_dispute", 6);
            publish(h.dispute().reinstated(1000, true), "pay_dispute", 7);
        }
        eventually(() -> assertThat(trialBalance("GBP").at("/debits").asLong()).isEqualTo(5_000));

        assertProven("GBP");
        assertThat(balance("1110:acquirer", "GBP")).isEqualTo(1000);
        assertThat(balance("2010:mch_dispute", "GBP")).isEqualTo(1000);
        for (String empty : List.of("1220:acquirer", "2050:mch_dispute")) {
            assertThat(balance(empty, "GBP")).as(empty).isZero();
        }
    }

    @Test
    void a_payout_that_failed_or_came_back_is_booked_when_that_happened() {
        var h = Happenings.of("mch_back", "pay_back", "HKD");
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        Instant later = NOON.plus(Duration.ofDays(5));
        for (int twice = 0; twice < 2; twice++) {
            publish(h.payoutCreated(300), "po_refused", 1);
            publish(h.payoutFailed(300), "po_refused", 2, tomorrow);
            publish(h.payoutCreated(700), "po_back", 1);
            publish(h.payoutMatched(700), "bank_back", 1, tomorrow);
            publish(h.payoutReturned(700), "bank_back", 2, later);
            publish(h.payoutFailed(700), "po_back", 3, later);
        }
        eventually(() -> assertThat(trialBalance("HKD").at("/debits").asLong()).isEqualTo(3_400));

        assertProven("HKD");
        for (String empty : List.of("1010:bank", "2020:mch_back", "2040:mch_back")) {
            assertThat(balance(empty, "HKD")).as(empty).isZero();
        }
        var inTransit = get("/v1/ledger/accounts/2040:mch_back/entries", OPERATOR).at("/data");
        assertThat(inTransit.valueStream().map(LedgerIT::ruleAndTime))
                .containsExactlyInAnyOrder(
                        "payout_created credit 300 at " + NOON,
                        "payout_failed debit 300 at " + tomorrow,
                        "payout_created credit 700 at " + NOON,
                        "payout_debited debit 700 at " + tomorrow,
                        "payout_returned credit 700 at " + later,
                        "payout_failed debit 700 at " + later);
    }

    private static String ruleAndTime(JsonNode entry) {
        return String.join(
                " ",
                entry.path("rule").asString(),
                entry.path("side").asString(),
                entry.path("amount").asString(),
                "at",
                entry.path("at").asString());
    }

    private void wholeWay(Happenings h) {
        publish(h.purchased(1000), "pay_way", 3);
        publish(h.item("pay_way:3", 1000, 29), "mch_way", 1);
        publish(h.refundCreated(200), "pay_way", 4);
        publish(h.refundSucceeded(200), "pay_way", 5);
        publish(h.item("pay_way:5", -200, 0), "mch_way", 2);
        publish(h.matured(771), "mch_way", 3);
        publish(h.payoutCreated(771), "po_way", 1);
        publish(h.lineMatched(1000, 17), "acquirer", 1);
        publish(h.lineMatched(-200, 0), "acquirer", 2);
        publish(h.funded(783), "bank", 1);
        publish(h.payoutMatched(771), "bank", 2);
    }

    private void publish(Object event, String key, long sequence) {
        publish(event, key, sequence, NOON);
    }

    private void publish(Object event, String key, long sequence, Instant at) {
        publisher.publish(
                List.of(new OutgoingEvent(event, key, key + ":" + sequence, sequence, at)));
    }

    /** All of a topic's events that the ledger books, or of its own. */
    private List<EventEnvelope> read(String topic) {
        var types = new HashSet<>(subscription.types());
        types.add(JournalPosted.class);
        var wanted = types.stream().map(type -> EventCodec.typeOf(type).value()).toList();
        try (var reader = new TopicReader(consumers, codec, topic)) {
            var sizes = new ArrayList<>(List.of(0));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        sizes.addFirst(reader.read().size());
                        var newest = sizes.subList(0, Math.min(QUIET_READS, sizes.size()));
                        return sizes.getFirst() > 0
                                && newest.stream().distinct().count() == 1
                                && newest.size() == QUIET_READS;
                    });
            return reader.read().stream().filter(e -> wanted.contains(e.type())).toList();
        }
    }

    private static List<String> topics() {
        return List.of(Topics.PAYMENTS, Topics.SETTLEMENTS, Topics.PAYOUTS, Topics.RECONCILIATION);
    }

    /** What the ledger told of a payment; each posting may be told more than once. */
    private Set<UUID> announced(String payment) {
        var ids = new HashSet<UUID>();
        for (var event : read(Topics.LEDGER)) {
            var journal = event.as(JournalPosted.class);
            assertThat(journal.lines().stream().mapToLong(LedgerIT::signed).sum()).isZero();
            if (journal.paymentId() != null && journal.paymentId().value().equals(payment)) {
                ids.add(journal.postingId());
            }
        }
        return ids;
    }

    private static long signed(PostingLine line) {
        return line.side().equals("debit") ? line.amount() : -line.amount();
    }

    private void assertProven(String currency) {
        var euros = trialBalance(currency);
        assertThat(euros.at("/difference").asLong()).isZero();
        assertThat(euros.at("/check/equal").asBoolean()).as(euros.toString()).isTrue();
        assertThat(euros.at("/check/postings")).isEqualTo(euros.at("/check/balances"));
        assertThat(euros.at("/check/entries")).isEqualTo(euros.at("/check/balances"));
    }

    private JsonNode trialBalance(String currency) {
        return get("/v1/ledger/trial-balance?currency=" + currency, OPERATOR).at("/currencies/0");
    }

    private long balance(String account, String currency) {
        return StreamSupport.stream(trialBalance(currency).at("/accounts").spliterator(), false)
                .filter(each -> each.at("/account").asString().equals(account))
                .mapToLong(each -> each.at("/balance").asLong())
                .sum();
    }

    private List<String> pages(String path, String identity) {
        var found = new ArrayList<String>();
        String mark = path.contains("?") ? "&" : "?";
        for (String cursor = ""; ; ) {
            var page = get(path + mark + "limit=2" + cursor, identity);
            page.at("/data").forEach(each -> found.add(each.toString()));
            if (!page.at("/has_more").asBoolean()) {
                assertThat(found).doesNotHaveDuplicates();
                return found;
            }
            assertThat(page.at("/data")).hasSize(2);
            cursor = "&cursor=" + page.at("/next_cursor").asString();
        }
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.at("/data").spliterator(), false)
                .map(each -> each.path(field).asString())
                .toList();
    }

    private JsonNode get(String path, String identity) {
        var body =
                client.get()
                        .uri(path)
                        .header(TestIdentity.HEADER, identity)
                        .retrieve()
                        .body(JsonNode.class);
        return Objects.requireNonNull(body);
    }

    private void assertRefused(int status, String path, String identity) {
        assertThatThrownBy(() -> get(path, identity))
                .isInstanceOfSatisfying(
                        HttpClientErrorException.class,
                        e -> assertThat(e.getStatusCode().value()).as(path).isEqualTo(status));
    }

    private static void eventually(ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(check);
    }
}
