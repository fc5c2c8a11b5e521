package io.tollbridge.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.channels.PayoutOrder;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.contracts.merchants.SettlementPlan;
import io.tollbridge.contracts.settlements.SettlementClosed;
import io.tollbridge.contracts.settlements.SettlementItemAdded;
import io.tollbridge.contracts.settlements.SettlementMatured;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.starter.event.SubscriptionRunner;
import io.tollbridge.testkit.SeenCheck;
import io.tollbridge.testkit.TestIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The service whole: events in, business time passing, events and answers out. */
class SettlementIT extends SettlementScene {

    @Autowired private MeterRegistry meters;
    @Autowired private CqlSession session;
    @Autowired private ApplicationContext context;
    @Autowired private SubscriptionRunner subscriptions;
    @Autowired private KafkaTemplate<String, byte[]> kafka;

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
        var debit = debited(payoutId, 12_505);
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

    @Test
    void a_payment_without_a_fee_plan_is_parked_and_never_free_while_others_are_settled() {
        String other = merchant + "o";
        publish(Fixtures.changed(Fixtures.merchant(other, Fixtures.IBAN, sinceBefore()), now));
        var later = Fixtures.merchant(merchant, Fixtures.IBAN, now.plus(Duration.ofDays(1)));
        publish(Fixtures.changed(later, now));
        var refund = Fixtures.refunded(merchant, id("p"), eur(2_000), today, now);
        publish(List.of(captured("p", 10_000), ofOther(other, "x")));
        await().until(() -> parked(id("p")).path("events").asLong() == 1);
        publish(List.of(refund, ofOther(other, "y")));
        await().until(() -> bodies(Topics.SETTLEMENTS, other).size() == 2);
        await().until(() -> lag() == 0 && parked(id("p")).path("events").asLong() == 2);
        assertThat(parked(id("p")).at("/oldest/error").asString()).contains("no fee plan");
        assertThat(parked(id("p")).at("/oldest/event").asString()).isEqualTo(id("p") + ":3");
        assertThat(items()).isEmpty();

        assertThat(retry("p").path("error").asString()).contains("no fee plan");
        assertThat(parked(id("p")).at("/oldest/tries").asInt()).isGreaterThan(6);
        var agreed = withVersion(Fixtures.merchant(merchant, Fixtures.IBAN, sinceBefore()), 3);
        publish(Fixtures.changed(agreed, now));
        await().until(() -> retry("p").path("handled").asInt() == 2);

        await().until(() -> parked(id("p")).isMissingNode());
        publish(captured("p", 10_000)); // a copy: nothing is in its way any more
        publish(captured("q", 500));
        awaitStored("q");
        assertThat(
                        items().values().stream()
                                .map(item -> item.as(SettlementItemAdded.class).fee().minorUnits()))
                .hasSize(3)
                .contains(320L);
        assertThat(get("/v1/settlements").at("/data/0/net").asLong()).isEqualTo(8_135);
    }

    @Test
    void a_merchant_that_is_not_known_here_yet_is_waited_for_and_nothing_is_parked() {
        publish(captured("w", 10_000));
        await().during(Duration.ofSeconds(8))
                .atMost(Duration.ofSeconds(20))
                .until(() -> parked(id("w")).isMissingNode());
        publish(Fixtures.changed(Fixtures.merchant(merchant, null, sinceBefore()), now));
        awaitStored("w");
        assertThat(parked(id("w")).isMissingNode()).isTrue();
    }

    private OutgoingEvent ofOther(String other, String payment) {
        return Fixtures.captured(other, id(payment), eur(100), today, now);
    }

    @Test
    void what_another_instance_has_parked_is_waited_for_after_the_next_assignment() {
        publish(Fixtures.changed(Fixtures.merchant(merchant, null, sinceBefore()), now));
        session.execute(
                "INSERT INTO parked (consumer_group, record_key, topic, partition, record_offset,"
                        + " parked_at, tries, error) VALUES ('settlement-items', '%s', 'a', 0, 7,"
                                .formatted(id("r"))
                        + " toTimestamp(now()), 6, 'elsewhere')");
        subscriptions.stop();
        subscriptions.start();
        publish(List.of(captured("r", 100), captured("s", 200)));
        awaitStored("s");

        await().until(() -> parked(id("r")).path("events").asLong() == 2);
        assertThat(items()).hasSize(1);
        var skip = Map.of("place", "a-0@7", "reason", "a test", "by", "an operator");
        var skipped = post("/internal/v1/parked/settlement-items/" + id("r") + "/skip", skip);
        assertThat(skipped.path("left").asLong()).isEqualTo(1);
        awaitStored("r"); // follows by itself
        assertThat(
                        session.execute(
                                        "SELECT reason, skipped_by FROM parked_skipped WHERE consumer_group ="
                                                + " 'settlement-items' AND record_key = '"
                                                + id("r")
                                                + "'")
                                .one())
                .satisfies(row -> {
                    assertThat(row.getString("reason")).isEqualTo("a test");
                    assertThat(row.getString("skipped_by")).isEqualTo("an operator");
                });
    }

    @Test
    void bytes_that_are_no_event_park_their_key_alone() throws Exception {
        publish(Fixtures.changed(Fixtures.merchant(merchant, null, sinceBefore()), now));
        byte[] garbage = {(byte) 0xC3, 0x28, 0};
        String key = id("t") + "/../x";
        kafka.send(codec.topic(Topics.PAYMENTS), key, garbage).get();
        publish(captured("u", 100));
        awaitStored("u");
        await().until(() -> !parked(key).isMissingNode());

        String path = "/internal/v1/parked/settlement-items/" + parked(key).path("id").asString();
        var shown = get(path, TestIdentity.service("operations"));
        assertThat(shown.at("/0/base64").asString()).isEqualTo("wygA");
        assertThat(post(path + "/retry", Map.of()).path("error").asString()).contains("ce_id");
        assertThat(
                        post(path + "/skip", Map.of("place", "no", "reason", "r", "by", "b"))
                                .path("code")
                                .asString())
                .isEqualTo("not_the_oldest");
        String place = shown.at("/0/place").asString();
        post(path + "/skip", Map.of("place", place, "reason", "r", "by", "b"));
        assertThat(parked(key).isMissingNode()).isTrue();
        assertThat(get("/internal/v1/parked", TestIdentity.operator()).path("status").asInt())
                .isEqualTo(403);
    }

    @Test
    void a_capture_that_was_jumped_over_is_not_seen_until_it_is_told_again() {
        publish(Fixtures.changed(Fixtures.merchant(merchant, null, sinceBefore()), now));
        publish(captured("seen", 100));
        awaitStored("seen");
        var check = new SeenCheck(context, port);
        check.jumpOver("settlement-items", () -> publish(captured("jumped", 200)));
        assertThat(check.seen("settlement-items", id("seen"))).containsExactly(3L);
        assertThat(check.seen("settlement-items", id("jumped"))).isEmpty();

        publish(captured("jumped", 200));
        awaitStored("jumped");
        await().untilAsserted(() ->
                assertThat(check.seen("settlement-items", id("jumped"))).containsExactly(3L));
    }

    private JsonNode retry(String payment) {
        String path = "/internal/v1/parked/settlement-items/" + id(payment) + "/retry";
        return post(path, Map.of());
    }

    /** What waits of a key; missing when nothing does. */
    private JsonNode parked(String key) {
        for (var one : get("/internal/v1/parked", TestIdentity.service("operations"))) {
            if (one.path("key").asString().equals(key)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    private long lag() {
        try (var consumer =
                consumers.createConsumer(codec.topic("settlement-items"), "test-lag", null)) {
            var partitions =
                    consumer.partitionsFor(codec.topic(Topics.PAYMENTS)).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .collect(Collectors.toSet());
            var read = consumer.committed(partitions);
            return consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> {
                        var at = read.get(end.getKey());
                        return end.getValue() - (at == null ? 0 : at.offset());
                    })
                    .sum();
        }
    }

    @Test
    void a_day_that_a_calendar_does_not_know_holds_the_batch_and_is_counted() {
        publish(Fixtures.changed(paidBy("MU", 2), now)); // known up to 2024
        publish(captured("q", 10_000));
        awaitStored("q");
        advance(Duration.ofDays(1));
        await().until(() -> meters.get("settlement.batches.stuck").gauge().value() >= 1);
        assertThat(get("/v1/settlements").at("/data/0/status").asString()).isEqualTo("open");

        publish(Fixtures.changed(paidBy("TARGET", 3), now));
        await().until(() -> {
            advance(Duration.ofMinutes(5)); // looked at again after a while
            return !get("/v1/settlements").at("/data/0/status").asString().equals("open");
        });
    }

    private MerchantProfile paidBy(String calendar, long version) {
        var of = Fixtures.merchant(merchant, Fixtures.IBAN, sinceBefore());
        return new MerchantProfile(
                of.merchantId(),
                of.name(),
                of.country(),
                of.mcc(),
                of.timeZone(),
                of.cutoff(),
                of.status(),
                of.feePlans(),
                List.of(new SettlementPlan("plan_2", sinceBefore(), 1, calendar, Map.of())),
                of.payoutAccount(),
                version);
    }
}
