package io.tollbridge.reconciliation;

import static io.tollbridge.reconciliation.Fixtures.bankCompleted;
import static io.tollbridge.reconciliation.Fixtures.bankEntry;
import static io.tollbridge.reconciliation.Fixtures.captured;
import static io.tollbridge.reconciliation.Fixtures.declined;
import static io.tollbridge.reconciliation.Fixtures.payoutCreated;
import static io.tollbridge.reconciliation.Fixtures.refunded;
import static io.tollbridge.reconciliation.Fixtures.started;
import static io.tollbridge.reconciliation.Fixtures.unknown;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.reconciliation.BreakOpened;
import io.tollbridge.contracts.reconciliation.BreakResolved;
import io.tollbridge.contracts.reconciliation.DayClosed;
import io.tollbridge.contracts.reconciliation.FundingMatched;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.contracts.reconciliation.PayoutMatched;
import io.tollbridge.kernel.Money;
import io.tollbridge.reconciliation.Fixtures.Statement;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The service whole: statements in, matches, breaks and closed days out. */
@ServiceTest
@TestPropertySource(properties = "tollbridge.reconciliation.sweep-interval=100ms")
class ReconciliationIT {

    @Autowired private EventPublisher publisher;
    @Autowired private ConsumerFactory<String, byte[]> consumers;
    @Autowired private EventCodec codec;
    @Autowired private BusinessClock clock;
    @LocalServerPort private int port;

    private final List<TopicReader> readers = new ArrayList<>();

    @BeforeEach
    void openReader() {
        readers.add(new TopicReader(consumers, codec, Topics.RECONCILIATION));
    }

    @AfterEach
    void closeReader() {
        readers.forEach(TopicReader::close);
    }

    @Test
    void a_clean_day_is_matched_closed_funded_and_replaying_it_changes_nothing() {
        var day = LocalDate.of(2026, 2, 3);
        var noon = noon(day);
        var payments =
                List.of(
                        started("c1", 10_000, noon),
                        captured("c1", 10_000, noon),
                        captured("c2", 5_000, noon),
                        refunded("c2", 2_000, noon));
        var statement =
                new Statement(day, "h1")
                        .purchase("c1", 10_000, 125)
                        .purchase("c2", 5_000, 65)
                        .refund("c2", 2_000)
                        .complete();
        publisher.publish(payments);
        publisher.publish(statement);
        var closed = awaitDay(day);
        assertThat(closed.matched()).isEqualTo(3);
        assertThat(closed.breaks()).isZero();
        assertThat(closed.totals().getFirst().net()).isEqualTo(eur(12_810));
        assertThat(lines(day)).extracting(LineMatched::row).containsExactly(1, 2, 3);

        var bank =
                List.of(
                        payoutCreated("po_c", 7_000, noon),
                        bankEntry(day.plusDays(1), "b-c1", 12_810, null, remittance(day)),
                        bankEntry(day.plusDays(1), "b-c2", -7_000, "po_c", "Payout po_c"),
                        bankCompleted(day.plusDays(1), "bank-" + day.plusDays(1)));
        publisher.publish(bank);
        var funded = awaitOne(FundingMatched.class, e -> e.bankReference().equals("b-c1"));
        assertThat(funded.amount()).isEqualTo(eur(12_810));
        assertThat(funded.date()).isEqualTo(day);
        awaitOne(PayoutMatched.class, e -> e.payoutId().equals("po_c"));

        var before = byId();
        for (int times = 0; times < 2; times++) {
            publisher.publish(payments);
            publisher.publish(statement);
            publisher.publish(bank);
        }
        var marker = LocalDate.of(2026, 2, 20); // read after all of that
        publisher.publish(new Statement(marker, "h-marker").complete());
        publisher.publish(List.of(bankEntry(marker, "b-marker", 1, null, "marker")));
        awaitDay(marker);
        var difference =
                awaitOne(BreakOpened.class, e -> "b-marker".equals(e.difference().reference()));
        var after = byId();
        after.keySet().remove("day_" + Fixtures.CHANNEL + "_" + marker + ":1");
        after.keySet().remove(difference.difference().id() + ":1");
        assertThat(after).isEqualTo(before);
        assertThat(
                        get("/v1/reconciliation/days/" + Fixtures.CHANNEL + "/" + day)
                                .get("status")
                                .asString())
                .isEqualTo("closed");
    }

    @Test
    void every_difference_is_a_break_of_its_type_and_the_rest_is_matched() {
        var day = LocalDate.of(2026, 3, 3);
        var noon = noon(day);
        publisher.publish(
                List.of(
                        captured("d1", 10_000, noon), // as expected
                        captured("d2", 10_000, noon), // missing at the channel
                        declined("d3", 10_000, noon), // paid there, declined here
                        unknown("d4", 10_000, noon), // paid there, unknown here
                        captured("d5", 10_000, noon), // another amount
                        captured("d6", 10_000, noon), // another currency
                        captured("d7", 10_000, noon), // another fee
                        captured("d8", 10_000, noon), // on it twice
                        captured("d9", 10_000, midnight(day).minusSeconds(2)))); // slipped
        publisher.publish(
                new Statement(day, "h1")
                        .purchase("d1", 10_000, 125)
                        .purchase("d0", 10_000, 125)
                        .purchase("d3", 10_000, 125)
                        .purchase("d4", 10_000, 125)
                        .purchase("d5", 9_999, 125)
                        .line("PURCHASE", "att_d6", Money.of(10_000, "USD"), Money.of(125, "USD"))
                        .purchase("d7", 10_000, 135)
                        .purchase("d8", 10_000, 125)
                        .purchase("d8", 10_000, 125)
                        .complete());
        var closed = awaitDay(day);
        assertThat(closed.matched()).isEqualTo(2);
        assertThat(closed.breaks()).isEqualTo(9);
        assertThat(breaks(day))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "missing_internally att_d0", "open",
                                "missing_at_channel att_d2", "open",
                                "status_mismatch att_d3", "open",
                                "status_mismatch att_d4", "open",
                                "amount_mismatch att_d5", "open",
                                "currency_mismatch att_d6", "open",
                                "fee_mismatch att_d7", "open",
                                "duplicate att_d8", "open",
                                "cutoff_timing att_d9", "open"));

        publisher.publish(List.of(captured("d4", 10_000, noon))); // found out since
        var late = awaitOne(LineMatched.class, e -> e.reference().value().equals("att_d4"));
        assertThat(late.row()).isEqualTo(4);
        awaitStatus(day, "status_mismatch att_d4", "resolved");

        resolve(day, "fee_mismatch att_d7", "accepted");
        var accepted = awaitOne(LineMatched.class, e -> e.reference().value().equals("att_d7"));
        assertThat(accepted.fee()).isEqualTo(eur(135));

        publisher.publish(
                new Statement(day.plusDays(1), "h2").purchase("d9", 10_000, 125).complete());
        assertThat(awaitDay(day.plusDays(1)).matched()).isEqualTo(1);
        awaitStatus(day, "cutoff_timing att_d9", "resolved");
        assertThat(breaks(day)).containsEntry("status_mismatch att_d3", "open");
    }

    @Test
    void an_item_that_is_on_neither_side_of_midnight_is_missing() {
        var day = LocalDate.of(2026, 4, 7);
        publisher.publish(List.of(captured("m1", 10_000, midnight(day).minusSeconds(1))));
        publisher.publish(new Statement(day, "h1").complete());
        awaitDay(day);
        assertThat(breaks(day)).containsOnlyKeys("cutoff_timing att_m1");
        publisher.publish(new Statement(day.plusDays(1), "h2").complete());
        awaitDay(day.plusDays(1));
        awaitStatus(day, "missing_at_channel att_m1", "open");
        awaitStatus(day, "cutoff_timing att_m1", "resolved");
    }

    @Test
    void another_file_for_a_decided_day_is_refused_with_a_break() {
        var day = LocalDate.of(2026, 5, 5);
        publisher.publish(List.of(captured("f1", 10_000, noon(day))));
        publisher.publish(new Statement(day, "h1").purchase("f1", 10_000, 125).complete());
        awaitDay(day);
        publisher.publish(new Statement(day, "h2").purchase("f1", 9_000, 113).complete());
        awaitStatus(day, "duplicate h2", "open");
        assertThat(lines(day)).hasSize(1);
        assertThat(
                        get("/v1/reconciliation/days/" + Fixtures.CHANNEL + "/" + day)
                                .get("file_hash")
                                .asString())
                .isEqualTo("h1");
    }

    @Test
    void bank_entries_that_do_not_agree_are_breaks() {
        var day = LocalDate.of(2026, 6, 2);
        publisher.publish(List.of(captured("k1", 10_000, noon(day))));
        publisher.publish(new Statement(day, "h1").purchase("k1", 10_000, 125).complete());
        awaitDay(day);
        var next = day.plusDays(1);
        publisher.publish(
                List.of(
                        payoutCreated("po_k", 5_000, noon(day)),
                        bankEntry(next, "b-k1", 9_874, null, remittance(day)),
                        bankEntry(next, "b-k2", 123, null, "rent"),
                        bankEntry(next, "b-k3", -5_001, "po_k", null)));
        awaitStatus(next, "bank_short b-k1", "open");
        awaitStatus(next, "bank_unidentified b-k2", "open");
        awaitStatus(next, "bank_over b-k3", "open");
        publisher.publish(List.of(bankCompleted(day.plusDays(9), "bank-late")));
        awaitStatus(day, "bank_missing FUNDING|sandbox-acquirer|EUR|" + day, "open");
    }

    @Test
    void an_entry_waits_for_its_day_and_a_negative_day_is_carried_on() {
        var day = LocalDate.of(2026, 7, 7);
        var next = day.plusDays(1);
        publisher.publish(
                List.of(bankEntry(next.plusDays(1), "b-n1", 9_375, null, remittance(next))));
        publisher.publish(
                List.of(refunded("n1", 500, noon(day)), captured("n2", 10_000, noon(next))));
        publisher.publish(new Statement(day, "h1").refund("n1", 500).complete());
        publisher.publish(new Statement(next, "h2").purchase("n2", 10_000, 125).complete());
        awaitDay(next);
        var funded = awaitOne(FundingMatched.class, e -> e.bankReference().equals("b-n1"));
        assertThat(funded.date()).isEqualTo(next);
        assertThat(breaks(next.plusDays(1))).isEmpty();
    }

    @Test
    void an_entry_that_waited_too_long_is_a_break_until_its_payout_is_known() {
        var day = LocalDate.of(2026, 8, 4);
        publisher.publish(List.of(bankEntry(day, "b-w1", -800, "po_w", null)));
        // The first sweep after it was stored; only business time makes it old.
        await().until(() -> {
            clock.follow(clock.offset().plus(Duration.ofMinutes(11)).toMillis());
            return breaks(day).containsKey("bank_unidentified b-w1");
        });
        publisher.publish(List.of(payoutCreated("po_w", 800, noon(day))));
        awaitOne(PayoutMatched.class, e -> e.payoutId().equals("po_w"));
        awaitStatus(day, "bank_unidentified b-w1", "resolved");
    }

    @Test
    void breaks_are_for_operators_and_are_resolved_once() {
        var day = LocalDate.of(2026, 9, 1);
        publisher.publish(new Statement(day, "h1").purchase("o1", 10_000, 125).complete());
        awaitDay(day);
        var merchant = TestIdentity.merchant("mch_1");
        assertThat(get("/v1/reconciliation/breaks", merchant).get("status").asInt()).isEqualTo(403);
        var resolved = resolve(day, "missing_internally att_o1", "test transaction");
        assertThat(resolved.get("status").asString()).isEqualTo("resolved");
        var again = resolve(day, "missing_internally att_o1", "test transaction");
        assertThat(again.get("status").asString()).isEqualTo("resolved");
        var other = resolve(day, "missing_internally att_o1", "something else");
        assertThat(other.get("code").asString()).isEqualTo("already_resolved");
        awaitOne(BreakResolved.class, e -> "att_o1".equals(e.difference().reference()));
        var page = get("/v1/reconciliation/breaks?status=resolved&limit=1");
        assertThat(page.get("data")).hasSize(1);
        var days = get("/v1/reconciliation/days?limit=1&channel=" + Fixtures.CHANNEL);
        assertThat(days.get("data")).hasSize(1);
    }

    private JsonNode resolve(LocalDate day, String which, String resolution) {
        String id =
                all(BreakOpened.class).stream()
                        .map(BreakOpened::difference)
                        .filter(b -> b.date().equals(day))
                        .filter(b -> (b.type() + " " + b.reference()).equals(which))
                        .findFirst()
                        .orElseThrow()
                        .id();
        return RestClient.create("http://localhost:" + port)
                .post()
                .uri("/v1/reconciliation/breaks/" + id + "/resolve")
                .header(TestIdentity.HEADER, TestIdentity.operator())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("resolution", resolution))
                .retrieve()
                .onStatus(status -> status.isError(), (_, _) -> {})
                .requiredBody(JsonNode.class);
    }

    private DayClosed awaitDay(LocalDate day) {
        return awaitOne(DayClosed.class, e -> e.date().equals(day));
    }

    private void awaitStatus(LocalDate day, String which, String status) {
        await().untilAsserted(() -> assertThat(breaks(day)).containsEntry(which, status));
    }

    /** Breaks of a date, {@code type reference} to status, as the API lists them. */
    private Map<String, String> breaks(LocalDate day) {
        var found = new LinkedHashMap<String, String>();
        String path = "/v1/reconciliation/breaks?limit=100";
        for (JsonNode b : get(path).get("data")) {
            if (b.get("date").asString().equals(day.toString())) {
                String key = b.get("type").asString() + " " + b.path("reference").asString("");
                assertThat(found.put(key, b.get("status").asString())).isNull();
            }
        }
        return found;
    }

    private List<LineMatched> lines(LocalDate day) {
        return all(LineMatched.class).stream().filter(e -> e.date().equals(day)).toList();
    }

    private <T> T awaitOne(Class<T> type, Predicate<T> which) {
        var found = new ArrayList<T>();
        await().until(() -> {
            found.clear();
            all(type).stream().filter(which).forEach(found::add);
            return found.size() == 1;
        });
        return found.getFirst();
    }

    private <T> List<T> all(Class<T> type) {
        return events().values().stream().filter(e -> e.is(type)).map(e -> e.as(type)).toList();
    }

    private Map<String, EventEnvelope> events() {
        var found = new LinkedHashMap<String, EventEnvelope>();
        for (var event : readers.getFirst().read()) {
            var first = found.putIfAbsent(event.id(), event);
            assertThat(new String(event.body(), UTF_8)) // copies of one event are alike
                    .isEqualTo(new String((first == null ? event : first).body(), UTF_8));
        }
        return found;
    }

    /** What was said, by event id. */
    private Map<String, String> byId() {
        var found = new LinkedHashMap<String, String>();
        events().forEach((id, event) -> found.put(id, new String(event.body(), UTF_8)));
        return found;
    }

    private JsonNode get(String path) {
        return get(path, TestIdentity.operator());
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

    private static String remittance(LocalDate day) {
        return "ACQ SETTLEMENT " + day + " EUR";
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private static Instant midnight(LocalDate day) {
        return day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }
}
