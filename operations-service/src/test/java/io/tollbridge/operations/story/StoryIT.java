package io.tollbridge.operations.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.compensation.CaseOpened;
import io.tollbridge.contracts.compensation.CaseView;
import io.tollbridge.contracts.ledger.JournalPosted;
import io.tollbridge.contracts.ledger.PostingLine;
import io.tollbridge.contracts.payments.StoredEvent;
import io.tollbridge.contracts.reconciliation.FundingMatched;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.contracts.reconciliation.PayoutMatched;
import io.tollbridge.contracts.settlements.PayoutPaid;
import io.tollbridge.contracts.settlements.PayoutSent;
import io.tollbridge.contracts.settlements.PayoutView;
import io.tollbridge.contracts.settlements.SettlementClosed;
import io.tollbridge.contracts.settlements.SettlementItemAdded;
import io.tollbridge.contracts.settlements.SettlementMatured;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.operations.OpsClient;
import io.tollbridge.operations.StubServer;
import io.tollbridge.operations.Told;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.testkit.ServiceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class StoryIT {

    private static final StubServer SIBLINGS = new StubServer();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort int port;
    @Autowired EventPublisher publisher;
    @Autowired CassandraStoryStore store;
    @Autowired JsonMapper json;

    private OpsClient ops;

    @DynamicPropertySource
    static void siblings(DynamicPropertyRegistry properties) {
        properties.add("tollbridge.services.core-engine.url", SIBLINGS::url);
        properties.add("tollbridge.services.transaction.url", SIBLINGS::url);
    }

    @BeforeEach
    void connect() {
        ops = new OpsClient(port);
        SIBLINGS.forget();
    }

    @Test
    void a_payment_is_told_across_all_services_from_order_to_payout() {
        var told = new Told("whole");
        publisher.publish(told.taken("order-whole", "RRNWHOLE0001"));
        publisher.publish(moneyOut(told));
        live(told);
        SIBLINGS.reply(
                "/internal/v1/webhook_deliveries",
                200,
                """
                [{"endpoint": "we_1", "event": "pay_whole:3", "type": "payment.succeeded",
                  "status": "delivered", "attempts": 1, "at": "2026-11-22T12:00:05Z"}]\
                """);
        awaitLines(told, 7);

        var story = ops.get("/ops/v1/payments/pay_whole").body();
        assertThat(story.path("complete").asBoolean()).isTrue();
        assertThat(story.path("missing")).isEmpty();
        assertThat(words(story.path("timeline"), "type"))
                .contains(
                        "payment.created",
                        "payment.captured",
                        "ledger.journal_posted",
                        "settlement.item_added",
                        "settlement.closed",
                        "settlement.matured",
                        "payout.paid",
                        "reconciliation.line_matched",
                        "reconciliation.funding_matched",
                        "reconciliation.payout_matched")
                .doesNotContain("payout.sent"); // the newest state of a payout is kept
        var sections = story.path("sections");
        assertThat(sections.at("/core_engine/data/payment/status").asString())
                .isEqualTo("succeeded");
        assertThat(sections.at("/core_engine/data/events/0/body/payment/id").asString())
                .isEqualTo("pay_whole");
        assertThat(sections.at("/ledger/data/0/body/lines")).hasSize(2);
        assertThat(sections.at("/payouts/data/0/body/payout/status").asString()).isEqualTo("paid");
        assertThat(sections.at("/compensation/data/0/body/compensation/status").asString())
                .isEqualTo("open");
        assertThat(sections.at("/webhooks/data/0/status").asString()).isEqualTo("delivered");
        assertThat(sections.at("/risk/status").asString()).isEqualTo("none");
        assertThat(SIBLINGS.asked())
                .anyMatch(path -> path.contains("objectId=pay_whole") && path.contains("mch_1"));
    }

    @Test
    void it_is_found_by_order_channel_reference_and_attempt() {
        var told = new Told("named");
        publisher.publish(told.taken("order-named", "RRNNAMED0001"));
        live(told);
        awaitLines(told, 3);
        for (String by :
                List.of(
                        "order=order-named",
                        "channel_reference=RRNNAMED0001",
                        "attempt=att_named_1")) {
            var found = ops.get("/ops/v1/payments?" + by).body().path("data");
            assertThat(words(found, "payment")).as(by).containsExactly("pay_named");
        }
        assertThat(ops.get("/ops/v1/payments?attempt=att_named_2").body().path("data")).isEmpty();
        assertThat(ops.get("/ops/v1/payments?order=unheard-of").body().path("data")).isEmpty();
        assertThat(ops.get("/ops/v1/payments").status()).isEqualTo(400);
        assertThat(ops.get("/ops/v1/payments?order=a&attempt=b").status()).isEqualTo(400);
    }

    @Test
    void an_absent_service_takes_only_its_own_section_with_it() {
        var told = new Told("half");
        publisher.publish(told.taken(null, null));
        awaitLines(told, 3);
        SIBLINGS.reply("/internal/v1/payments/pay_half", 503, "{}");

        var story = ops.get("/ops/v1/payments/pay_half");
        assertThat(story.status()).isEqualTo(200);
        assertThat(story.body().path("complete").asBoolean()).isFalse();
        assertThat(words(story.body().path("missing"), ""))
                .containsExactly("core_engine", "webhooks");
        var sections = story.body().path("sections");
        assertThat(sections.at("/core_engine/reason").asString())
                .isEqualTo("core-engine answers 503");
        assertThat(sections.at("/webhooks/reason").asString()).isEqualTo("transaction answers 404");
        assertThat(sections.at("/payments/data/2/body/payment/status").asString())
                .isEqualTo("succeeded");
    }

    @Test
    void who_knows_nothing_says_so_and_who_cannot_know_says_that() {
        assertThat(ops.get("/ops/v1/payments/pay_nobody").status()).isEqualTo(404);
        assertThat(ops.get("/ops/v1/payments/nonsense").status()).isEqualTo(400);
        SIBLINGS.reply("/internal/v1/payments/pay_nobody", 500, "{}");
        assertThat(ops.get("/ops/v1/payments/pay_nobody").status()).isEqualTo(503);
    }

    @Test
    void told_twice_it_is_the_same_story() {
        var told = new Told("twice");
        publisher.publish(told.taken("order-twice", "RRNTWICE0001"));
        publisher.publish(told.taken("order-twice", "RRNTWICE0001"));
        publisher.publish(new Told("after").taken(null, null));
        awaitLines(told, 3);
        awaitLines(new Told("after"), 3);
        assertThat(store.read("pay_twice")).hasSize(3);
        assertThat(store.find("order", "order-twice")).containsExactly("pay_twice");
    }

    private void live(Told told) {
        var view = told.view("succeeded", null, 3);
        var event = told.taken(null, null).getFirst();
        String path = "/internal/v1/payments/" + told.payment();
        SIBLINGS.reply(path, 200, json.writeValueAsString(view));
        SIBLINGS.reply(
                path + "/events",
                200,
                json.writeValueAsString(
                        List.of(
                                new StoredEvent(
                                        1,
                                        "payment.created",
                                        Told.NOON,
                                        json.writeValueAsString(event.event())))));
    }

    /** Ledger, settlement, payout, reconciliation, and a case that is still open. */
    private static List<OutgoingEvent> moneyOut(Told told) {
        var fee = Money.of(25, "EUR");
        var net = Money.of(975, "EUR");
        String merchant = Told.MERCHANT.value();
        String batch = "sb_20261122EURt_1";
        var posting = UUID.fromString("00000000-0000-5000-8000-000000000001");
        var lines =
                List.of(
                        new PostingLine("1110:acquirer", "debit", 1000),
                        new PostingLine("2010:mch_1", "credit", 1000));
        var journal =
                new JournalPosted(
                        posting,
                        "capture",
                        told.payment() + ":3",
                        Told.MERCHANT,
                        told.payment(),
                        Told.DAY,
                        "EUR",
                        lines,
                        Told.NOON);
        var item =
                new SettlementItemAdded(
                        told.payment() + ":3",
                        Told.MERCHANT,
                        Mode.TEST,
                        told.payment(),
                        told.attempt(),
                        "CAPTURE",
                        Told.TEN,
                        fee,
                        net,
                        Told.DAY,
                        "fp_1",
                        Told.NOON);
        var closed =
                new SettlementClosed(
                        batch,
                        Told.MERCHANT,
                        Mode.TEST,
                        Told.DAY,
                        1,
                        Told.TEN,
                        Money.of(0, "EUR"),
                        fee,
                        net,
                        Told.DAY.plusDays(1),
                        "hash",
                        Told.NOON);
        var matched =
                new LineMatched(
                        "acquirer",
                        Told.DAY,
                        "hash",
                        1,
                        told.attempt(),
                        told.payment(),
                        Told.MERCHANT,
                        Told.TEN,
                        fee,
                        net);
        var open =
                new CaseView(
                        told.attempt(),
                        told.payment(),
                        Told.MERCHANT,
                        "acquirer",
                        "purchase",
                        "open",
                        0,
                        null,
                        null,
                        Told.NOON,
                        null);
        var all = new ArrayList<OutgoingEvent>();
        all.add(Told.event(journal, merchant, posting.toString(), 1));
        all.add(Told.event(item, merchant, "sti_" + told.payment(), 3));
        all.add(Told.event(closed, merchant, batch, 1));
        all.add(Told.event(new PayoutPaid(payout(batch, "paid", 3)), "po_1", "po_1", 3));
        all.add(Told.event(new PayoutSent(payout(batch, "in_transit", 2)), "po_1", "po_1", 2));
        all.add(Told.event(matched, "acquirer", "stl_acquirer_2026-11-22", 1));
        all.add(
                Told.event(
                        new SettlementMatured(batch, Told.MERCHANT, Mode.TEST, net, Told.NOON),
                        merchant,
                        batch,
                        2));
        all.add(
                Told.event(
                        new FundingMatched("acquirer", Told.DAY, net, "bank", "BK1"),
                        "bank",
                        "funding",
                        1));
        all.add(
                Told.event(
                        new PayoutMatched("po_1", Told.MERCHANT, net, "bank", "BK2", Told.DAY),
                        "bank",
                        "payout",
                        1));
        all.add(Told.event(new CaseOpened(open), told.attempt().value(), "att_whole_1", 1));
        return all;
    }

    private static PayoutView payout(String batch, String status, long version) {
        return new PayoutView(
                "po_1",
                "payout",
                Told.MERCHANT,
                false,
                975,
                "EUR",
                status,
                "DE89 **** 3000",
                List.of(batch),
                null,
                null,
                null,
                Told.NOON,
                version);
    }

    private void awaitLines(Told told, int count) {
        await().atMost(PATIENCE).until(() -> store.read(told.payment().value()).size() >= count);
        if (count > 3) {
            await().atMost(PATIENCE)
                    .until(() ->
                            store.closed(Told.MERCHANT, Mode.TEST, Told.DAY, "EUR").size() == 1
                                    && store.payouts("sb_20261122EURt_1").stream()
                                            .anyMatch(it -> it.type().equals("payout.paid"))
                                    && !store.read("batch:sb_20261122EURt_1").isEmpty()
                                    && !store.read("payout:po_1").isEmpty()
                                    && !store.read("funding:acquirer:2026-11-22").isEmpty());
        }
    }

    private static List<String> words(JsonNode list, String field) {
        var words = new ArrayList<String>();
        for (JsonNode one : list) {
            JsonNode value = field.isEmpty() ? one : one.path(field);
            words.add(value.asString());
        }
        return words;
    }
}
