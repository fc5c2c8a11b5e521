package io.tollbridge.finance.report;

import static io.tollbridge.finance.report.Books.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.Topics;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.EventSubscription;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * The whole service on real Kafka and Cassandra; each test has a merchant or currency of its own.
 */
@ServiceTest
class ReportsIT {

    private static final int QUIET_READS = 6; // so often nothing new: all has been read
    private static final String OPERATOR = TestIdentity.operator();

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private EventPublisher publisher;
    @Autowired private EventCodec codec;
    @Autowired private ConsumerFactory<String, byte[]> consumers;
    @Autowired private EventSubscription subscription;

    private RestClient client;

    @BeforeEach
    void connect() {
        client = http.baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void a_closed_day_equals_its_journal_lines_and_stays_so_when_all_is_replayed() {
        day(Books.of("mch_day", "EUR"), "a");
        day(Books.of("mch_day", "JPY"), "b");
        String report = "/v1/reports/settlement?date=2026-11-22";
        String me = TestIdentity.merchant("mch_day");
        eventually(() -> {
            assertThat(get(report, me).at("/equal").asBoolean()).isTrue();
            assertThat(get(report, me).at("/currencies")).hasSize(2);
            assertThat(get(report, me).at("/currencies/1/status").asString()).isEqualTo("closed");
        });

        var euros = get(report, me).at("/currencies/0");
        assertThat(euros.at("/currency").asString()).isEqualTo("EUR");
        assertThat(euros.at("/batch").asString()).isEqualTo("sb_mch_day_EUR");
        assertThat(euros.at("/items").asInt()).isEqualTo(4);
        assertFigure(euros, "gross", 6000);
        assertFigure(euros, "refunds", -200);
        assertFigure(euros, "fees", 60);
        assertFigure(euros, "net", 5740);

        String before = get(report, me).toString();
        for (int twice = 0; twice < 2; twice++) {
            for (String topic : List.of(Topics.LEDGER, Topics.SETTLEMENTS)) {
                subscription.handler().handle(read(topic));
            }
        }
        assertThat(get(report, me)).hasToString(before);
    }

    @Test
    void a_total_is_the_sum_of_the_postings_that_are_listed() {
        day(Books.of("mch_items", "EUR"), "c");
        String query = "?merchant_id=mch_items&date=2026-11-22";
        eventually(() -> {
            var report = get("/v1/reports/settlement" + query, OPERATOR);
            assertThat(report.at("/currencies/0/items").asInt()).isEqualTo(4);
            assertThat(report.at("/equal").asBoolean()).isTrue();
        });
        var items = pages("/v1/reports/settlement/items" + query, OPERATOR);

        assertThat(items).hasSize(4);
        assertThat(items.stream().mapToLong(i -> i.at("/gross/ledger_total").asLong()).sum())
                .isEqualTo(5800);
        assertThat(items.stream().mapToLong(i -> i.at("/fee/ledger_total").asLong()).sum())
                .isEqualTo(60);
        assertThat(items.stream().mapToInt(i -> i.at("/postings").size()).sum()).isEqualTo(7);
    }

    @Test
    void an_open_day_is_reported_from_its_items() {
        var books = Books.of("mch_open", "EUR");
        publish(books.item("pay_open:3", 1000, 0), "mch_open", "sti_pay_open:3");
        String report = "/v1/reports/settlement?date=2026-11-22&format=json";
        String me = TestIdentity.merchant("mch_open");
        eventually(() -> assertThat(get(report, me).at("/currencies")).hasSize(1));

        var open = get(report, me).at("/currencies/0");
        assertThat(open.at("/status").asString()).isEqualTo("open");
        assertThat(open.has("batch")).isFalse();
        assertThat(open.at("/gross/amount").asLong()).isEqualTo(1000);
        assertThat(open.at("/gross/ledger_total").asLong()).isZero();
        assertThat(get(report, me).at("/equal").asBoolean()).isFalse();

        publish(books.capture("pay_open:3", 1000), "mch_open", "posting-open:1");
        eventually(() -> assertThat(get(report, me).at("/equal").asBoolean()).isTrue());
    }

    @Test
    void every_posting_is_on_one_day_whether_settlement_has_an_item_or_not() {
        var books = Books.of("mch_alone", "EUR");
        String me = TestIdentity.merchant("mch_alone");
        String today = "/v1/reports/settlement?date=2026-11-22";
        String items = "/v1/reports/settlement/items?date=2026-11-22";
        String tomorrow = "/v1/reports/settlement?date=2026-11-23";
        for (int i = 1; i <= 3; i++) {
            publish(books.capture("pay_alone" + i + ":3", i * 100L), "mch_alone", "alone" + i);
        }
        publish(books.refund("pay_alone1:5", 30), "mch_alone", "alone-refund:1");
        publish(books.fee("sti_pay_alone1:3", "pay_alone1:3", 4), "mch_alone", "alone-fee:1");
        publish(books.item("pay_alone1:3", 100, 0), "mch_alone", "sti_other"); // another fee
        eventually(() -> {
            var day = get(today, me).at("/currencies/0");
            assertThat(day.at("/items").asInt()).isEqualTo(1);
            assertLedgerOnly(day, "gross", 100, 600);
            assertLedgerOnly(day, "refunds", 0, -30);
            assertLedgerOnly(day, "fees", 0, 4);
        });
        assertThat(get(today, me).at("/equal").asBoolean()).isFalse();

        var lines = pages(items, me);
        assertThat(lines).hasSize(5);
        assertThat(lines.stream().filter(line -> !line.at("/settled").asBoolean()))
                .extracting(line -> line.at("/kind").asString() + " " + line.at("/id").asString())
                .containsExactlyInAnyOrder(
                        "capture pay_alone2:3",
                        "capture pay_alone3:3",
                        "refund pay_alone1:5",
                        "fee sti_pay_alone1:3");

        publish(
                books.on(Books.TODAY.plusDays(1)).item("pay_alone2:3", 200, 0),
                "mch_alone",
                "sti_pay_alone2:3");
        eventually(() ->
                assertThat(get(tomorrow, me).at("/currencies/0/gross/ledger_total").asLong())
                        .isEqualTo(200));
        assertThat(get(tomorrow, me).at("/equal").asBoolean()).isTrue();
        assertLedgerOnly(get(today, me).at("/currencies/0"), "gross", 100, 400);
        assertThat(pages(items, me)).hasSize(4);
    }

    private static void assertLedgerOnly(JsonNode day, String name, long said, long booked) {
        assertThat(day.at("/" + name + "/amount").asLong()).as(name).isEqualTo(said);
        assertThat(day.at("/" + name + "/ledger_total").asLong()).as(name).isEqualTo(booked);
    }

    @Test
    void the_settlement_report_is_a_table_too() {
        day(Books.of("mch_csv", "EUR"), "d");
        String path = "/v1/reports/settlement?date=2026-11-22";
        String me = TestIdentity.merchant("mch_csv");
        String expected =
                "merchant_id,settlement_date,currency,batch_id,status,payable_on,items,gross,"
                        + "refunds,fees,net,ledger_gross,ledger_refunds,ledger_fees,ledger_net,"
                        + "equal\r\n"
                        + "mch_csv,2026-11-22,EUR,sb_mch_csv_EUR,closed,2026-11-23,4,60.00,-2.00,"
                        + "0.60,57.40,60.00,-2.00,0.60,57.40,true\r\n";
        eventually(() -> assertThat(text(path, me, "text/csv").getBody()).isEqualTo(expected));

        var byFormat = text(path + "&format=csv", me, "*/*");
        assertThat(byFormat.getBody()).isEqualTo(expected);
        assertThat(byFormat.getHeaders().getContentType())
                .isEqualTo(MediaType.parseMediaType("text/csv;charset=UTF-8"));
        assertThat(byFormat.getHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
                .isEqualTo("attachment; filename=\"settlement-mch_csv-2026-11-22.csv\"");
        assertThat(text(path + "&format=json", me, "text/csv, */*").getHeaders().getContentType())
                .isEqualTo(MediaType.APPLICATION_JSON);
    }

    @Test
    void revenue_equals_its_journal_lines_by_currency_and_day() {
        var books = Books.of("mch_rev", "SEK");
        for (int i = 0; i < 3; i++) {
            String item = "pay_rev" + i + ":3";
            publish(books.item(item, 1000, 29), "mch_rev", "sti_" + item);
            publish(books.fee("sti_" + item, item, 29), "mch_rev", "fee" + i + ":1");
            publish(books.matched(item, 1000, 17), "acquirer", "stl_" + i + ":" + i);
            publish(
                    books.channelSettled("stl_" + i + ":" + i, item, 1000, 17),
                    "mch_rev",
                    "cost" + i + ":1");
        }
        String path = "/v1/reports/revenue?from=2026-11-20&to=2026-11-22";
        eventually(() -> {
            var sek = sek(get(path, OPERATOR).at("/days"));
            assertThat(sek.at("/fees/ledger_total").asLong()).isEqualTo(87);
            assertThat(sek.at("/channel_cost/ledger_total").asLong()).isEqualTo(51);
            assertFigure(sek, "fees", 87);
            assertFigure(sek, "channel_cost", 51);
            assertFigure(sek, "net", 36);
        });
        assertFigure(sek(get(path, OPERATOR).at("/totals")), "net", 36);
        assertThat(text(path + "&format=csv", OPERATOR, "*/*").getBody())
                .startsWith(
                        "day,currency,fees,channel_cost,net,ledger_fees,ledger_channel_cost,"
                                + "ledger_net,equal\r\n")
                .contains("2026-11-22,SEK,0.87,0.51,0.36,0.87,0.51,0.36,true\r\n");

        String lines = "/v1/reports/revenue/lines?day=2026-11-22&currency=SEK&kind=";
        assertThat(pages(lines + "fees", OPERATOR)).hasSize(3);
        assertThat(pages(lines + "channel_cost", OPERATOR))
                .hasSize(3)
                .allSatisfy(line -> {
                    assertThat(line.at("/account").asString()).isEqualTo("5030:acquirer");
                    assertThat(line.at("/amount").asLong()).isEqualTo(17);
                });
    }

    @Test
    void a_merchant_reads_its_own_reports_only() {
        String me = TestIdentity.merchant("mch_me");
        String day = "&date=2026-11-22";
        assertThat(get("/v1/reports/settlement?merchant_id=mch_me" + day, me).at("/currencies"))
                .isEmpty();
        assertRefused(404, "/v1/reports/settlement?merchant_id=mch_you" + day, me);
        assertRefused(404, "/v1/reports/settlement/items?merchant_id=mch_you" + day, me);
        assertRefused(403, "/v1/reports/revenue?from=2026-11-22&to=2026-11-22", me);
        assertRefused(
                403, "/v1/reports/settlement?date=2026-11-22", TestIdentity.publishable("mch_me"));
        assertRefused(400, "/v1/reports/settlement?date=2026-11-22", OPERATOR);
        assertRefused(400, "/v1/reports/settlement?date=yesterday", me);
        assertRefused(400, "/v1/reports/settlement?date=2026-11-22&format=pdf", me);
        assertRefused(400, "/v1/reports/revenue?from=2026-11-22&to=2026-11-21", OPERATOR);
        assertRefused(400, "/v1/reports/revenue?from=2025-11-22&to=2026-11-22", OPERATOR);
    }

    /** Three captures and a refund, as all services tell of them; the ledger first, or last. */
    private void day(Books books, String tag) {
        String merchant = books.merchant().value();
        for (int i = 1; i <= 3; i++) {
            String item = "pay_" + tag + i + ":3";
            publish(books.capture(item, i * 1000L), merchant, tag + "capture" + i + ":1");
            publish(books.item(item, i * 1000L, i * 10L), merchant, "sti_" + item);
            publish(books.fee("sti_" + item, item, i * 10L), merchant, tag + "fee" + i + ":1");
        }
        String refund = "pay_" + tag + "1:5";
        publish(books.item(refund, -200, 0), merchant, "sti_" + refund);
        publish(books.closed(4, 6000, -200, 60), merchant, "sb_" + tag + ":1");
        publish(books.refund(refund, 200), merchant, tag + "refund:1");
    }

    private void publish(Object event, String key, String id) {
        publisher.publish(List.of(new OutgoingEvent(event, key, id, 1, NOON)));
    }

    private List<EventEnvelope> read(String topic) {
        var wanted =
                subscription.types().stream().map(type -> EventCodec.typeOf(type).value()).toList();
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

    private static void assertFigure(JsonNode row, String name, long amount) {
        var figure = row.path(name);
        assertThat(figure.at("/amount").asLong()).as(name).isEqualTo(amount);
        assertThat(figure.at("/ledger_total").asLong()).as(name).isEqualTo(amount);
        assertThat(figure.at("/equal").asBoolean()).as(name).isTrue();
    }

    private static JsonNode sek(JsonNode rows) {
        for (JsonNode row : rows) {
            if (row.at("/currency").asString().equals("SEK")) {
                return row;
            }
        }
        throw new AssertionError("no SEK in " + rows);
    }

    private List<JsonNode> pages(String path, String identity) {
        var found = new ArrayList<JsonNode>();
        for (String cursor = ""; ; ) {
            var page = get(path + "&limit=2" + cursor, identity);
            page.at("/data").forEach(found::add);
            if (!page.at("/has_more").asBoolean()) {
                assertThat(found).doesNotHaveDuplicates();
                return found;
            }
            cursor = "&cursor=" + page.at("/next_cursor").asString();
        }
    }

    private JsonNode get(String path, String identity) {
        return Objects.requireNonNull(
                client.get()
                        .uri(path)
                        .header(TestIdentity.HEADER, identity)
                        .retrieve()
                        .body(JsonNode.class));
    }

    private ResponseEntity<String> text(String path, String identity, String accept) {
        return client.get()
                .uri(path)
                .header(TestIdentity.HEADER, identity)
                .header(HttpHeaders.ACCEPT, accept)
                .retrieve()
                .toEntity(String.class);
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
