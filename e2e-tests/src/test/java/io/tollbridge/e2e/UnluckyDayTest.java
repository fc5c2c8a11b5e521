package io.tollbridge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.Books;
import io.tollbridge.sandbox.client.Merchant;
import io.tollbridge.sandbox.client.Waiting;
import io.tollbridge.sandbox.client.WebhookListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * A day from the payment to the payout on which the services behind it die at each place where they
 * may have done one thing and not yet the next. In the end all books agree to the cent.
 */
@Order(2)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnluckyDayTest {

    private static final String GOOD = "4242424242424242";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The channel never got it and says so, which is fenced by a reversal. */
    private static final long LOST_ON_THE_WAY = 2092;

    /** The channel takes it and never answers. */
    private static final long TAKEN_IN_SILENCE = 3091;

    private final ApiClient operator = TheSandbox.operator();
    private final Merchant shop = TheSandbox.merchant("Unlucky Day Ltd");
    private final Merchant other = TheSandbox.merchant("Unknown At Midnight Ltd");
    private final WebhookListener webhooks = new WebhookListener();

    @Test
    @Order(1)
    void every_cent_arrives_though_the_services_behind_a_payment_die_at_every_step() {
        var accounting =
                Deaths.of(
                        "accounting",
                        "accounting.before-postings",
                        "accounting.after-postings",
                        "accounting.after-announcement",
                        "accounting.after-balances");
        var settlement =
                Deaths.of(
                        "settlement",
                        "settlement.batch-registered",
                        "settlement.items-stored",
                        "settlement.items-announced",
                        "settlement.batch-shut",
                        "settlement.batch-sealed",
                        "settlement.batch-pending",
                        "settlement.batch-credited",
                        "settlement.batch-matured",
                        "settlement.payout-decided",
                        "settlement.payout-reserved",
                        "settlement.payout-instructed",
                        "settlement.payout-moved");
        var reconciliation =
                Deaths.of(
                        "reconciliation",
                        "reconciliation.outcomes-stored",
                        "reconciliation.day-decided",
                        "reconciliation.break-stored",
                        "reconciliation.break-resolved",
                        "reconciliation.outcomes-published",
                        "reconciliation.funding-expected",
                        "reconciliation.closing-published",
                        "reconciliation.bank-entry-stored",
                        "reconciliation.bank-entry-published");
        var compensation =
                Deaths.of(
                        "compensation",
                        "compensation.before_reverse",
                        "compensation.after_reverse",
                        "compensation.after_resolve");

        listen();
        var paid = shop.pay(5_000, "EUR", GOOD).expect(201);
        shop.refund(paid.path("id").asString(), 1_000).expect(201);
        var lost = shop.pay(LOST_ON_THE_WAY, "EUR", GOOD).expect(202);
        shop.awaitStatus(lost.path("id").asString(), "requires_payment_method", PATIENCE);
        compensation.awaitLast();
        accounting.awaitLast();
        Waiting.until(
                "settlement has both",
                PATIENCE,
                () -> shop.api().tryGet("/v1/balance").body(),
                seen -> seen.toString().contains("3900")); // 50.00 - 10.00 less 1.00 of fees

        TheSandbox.platform().stop("compensation");
        var unknown = other.pay(TAKEN_IN_SILENCE, "EUR", GOOD).expect(202);
        operator.post("/ops/v1/clock/advance", Map.of("by", "P1D")).expect(200);
        awaitBreak("open");
        TheSandbox.platform().start("compensation", List.of());
        other.awaitStatus(unknown.path("id").asString(), "succeeded", PATIENCE);
        awaitBreak("resolved");

        for (int day = 0; day < 8 && !isPaidOut(); day++) {
            operator.post("/ops/v1/clock/advance", Map.of("by", "P1D")).expect(200);
        }
        Stream.of(settlement, reconciliation).forEach(Deaths::awaitLast);

        var books = TheSandbox.books();
        Waiting.until(
                "books agree",
                PATIENCE,
                books::compare,
                rows -> rows.stream().map(Books.Row::difference).allMatch(Long.valueOf(0)::equals));
        assertThat(books.isLedgerProven()).isTrue();
        assertThat(TheSandbox.chargesOf(lost.path("id").asString())).isZero();
        assertThat(shop.api().all("/v1/payouts")).hasSize(1);
    }

    /**
     * All that happened, with the deaths in it and what came twice because of them, comes once
     * more. What is new after that is told once, so what was told before has had its time.
     */
    @Test
    @Order(2)
    void reading_every_topic_again_from_its_first_record_changes_no_total() {
        Replay.awaitAllRead();
        var before = Totals.now();
        int told = webhooks.verified().size();
        assertThat(told).isPositive();

        assertThat(Replay.ofEverything())
                .contains("accounting", "settlement-items", "reconciliation-payments", "risk");

        assertThat(Totals.now()).containsExactlyEntriesOf(before);
        assertThat(TheSandbox.books().isLedgerProven()).isTrue();
        String next = shop.pay(700, "EUR", GOOD).expect(201).path("id").asString();
        Waiting.until(
                "the next payment is told",
                PATIENCE,
                webhooks::verified,
                heard -> heard.stream().filter(event -> isAbout(next, event)).count() == 2);
        assertThat(webhooks.verified()).hasSize(told + 2);
        webhooks.close();
    }

    private static boolean isAbout(String payment, JsonNode event) {
        return event.at("/data/object/id").asString().equals(payment);
    }

    private void listen() {
        var endpoint = Map.of("url", webhooks.url(), "enabled_events", List.of("*"));
        var created = shop.api().post("/v1/webhook_endpoints", endpoint).expect(201);
        webhooks.trust(created.path("secret").asString());
    }

    /** The channel's statement has what we do not know yet, and then do. */
    private void awaitBreak(String status) {
        Waiting.until(
                "a break is " + status,
                PATIENCE,
                () -> operator.tryGet("/v1/reconciliation/breaks?status=" + status).body(),
                seen -> !seen.path("data").isEmpty());
    }

    /** On each day there is time for all who are to die on it. */
    private boolean isPaidOut() {
        try {
            Waiting.until(
                    "paid out",
                    Duration.ofSeconds(25),
                    () -> Stream.of(shop, other).allMatch(UnluckyDayTest::hasItsMoney),
                    Boolean.TRUE::equals);
            return true;
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private static boolean hasItsMoney(Merchant merchant) {
        var payouts = merchant.api().tryGet("/v1/payouts").body().path("data");
        return payouts.path(0).path("status").asString().equals("paid");
    }
}
