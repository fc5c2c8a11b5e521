package io.tollbridge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.Books;
import io.tollbridge.sandbox.client.Merchant;
import io.tollbridge.sandbox.client.Waiting;
import io.tollbridge.sandbox.client.WebhookListener;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** The steps of docs/flows/one-payment.md, in their order, on the running platform. */
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnePaymentJourneyTest {

    private static final String GOOD = "4242424242424242";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final ApiClient operator = TheSandbox.operator();
    private final Merchant shop = TheSandbox.merchant("Journey Ltd");
    private final WebhookListener webhooks = new WebhookListener();
    private final String key = UUID.randomUUID().toString();
    private Map<String, Object> order = Map.of();
    private String payment = "";
    private String attempt = "";

    @Test
    @Order(1)
    void the_merchant_asks_and_the_channel_takes_the_money() {
        var endpoint =
                shop.api()
                        .post(
                                "/v1/webhook_endpoints",
                                Map.of("url", webhooks.url(), "enabled_events", List.of("*")))
                        .expect(201);
        webhooks.trust(endpoint.path("secret").asString());
        order =
                Map.of(
                        "amount",
                        4200,
                        "currency",
                        "EUR",
                        "confirm",
                        true,
                        "merchant_reference",
                        "order-1",
                        "payment_method",
                        shop.card(GOOD));
        var body = shop.api().post("/v1/payments", order, key).expect(201);
        payment = body.path("id").asString();
        attempt = body.path("latest_attempt").asString();
        assertThat(body.path("status").asString()).isEqualTo("succeeded");
        assertThat(body.path("amount_received").asLong()).isEqualTo(4200);
    }

    @Test
    @Order(2)
    void the_same_request_again_has_the_same_answer_and_no_second_effect() {
        var again = shop.api().post("/v1/payments", order, key);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body().path("id").asString()).isEqualTo(payment);
        var booked = TheSandbox.acquirer().get("/__admin/books/" + attempt);
        assertThat(booked.toString()).contains("CAPTURED");
    }

    @Test
    @Order(3)
    void the_record_the_ledger_and_the_merchant_hear_of_it() {
        var timeline =
                Waiting.until(
                        "timeline",
                        SOON,
                        () -> shop.api().tryGet("/v1/transactions/" + payment + "/timeline").body(),
                        seen -> seen.toString().contains("payment.captured"));
        assertThat(types(timeline))
                .containsExactly("payment.created", "payment.attempt_started", "payment.captured");
        Waiting.until(
                "postings",
                SOON,
                () -> operator.get("/v1/ledger/payments/" + payment),
                seen -> seen.toString().contains("merchant_fee"));
        Waiting.until(
                "webhooks",
                SOON,
                () -> webhooks.verified().stream().map(e -> e.path("type").asString()).toList(),
                seen -> seen.containsAll(List.of("payment.created", "payment.succeeded")));
        assertThat(webhooks.refused()).isEmpty();
    }

    @Test
    @Order(4)
    void part_of_it_is_refunded() {
        var refund = shop.refund(payment, 1200).expect(201);
        assertThat(refund.path("status").asString()).isEqualTo("succeeded");
        var after = shop.api().get("/v1/payments/" + payment);
        assertThat(after.path("amount_refunded").asLong()).isEqualTo(1200);
        var tooMuch = shop.refund(payment, 3001);
        assertThat(tooMuch.status()).isEqualTo(422);
        assertThat(tooMuch.body().path("param").asString()).isEqualTo("amount");
    }

    @Test
    @Order(5)
    void the_day_is_reconciled_settled_and_paid_out() {
        LocalDate day =
                LocalDate.ofInstant(
                        Instant.parse(operator.get("/ops/v1/clock").path("now").asString()),
                        ZoneOffset.UTC);
        operator.post("/ops/v1/clock/advance", Map.of("by", "P1D")).expect(200);
        var closed =
                Waiting.until(
                        "day closed",
                        SOON,
                        () ->
                                operator.tryGet("/v1/reconciliation/days/sandbox-acquirer/" + day)
                                        .body(),
                        seen -> seen.path("status").asString().equals("closed"));
        assertThat(closed.path("breaks").asInt()).isZero();
        for (int i = 0; i < 8 && !paidOut(); i++) {
            operator.post("/ops/v1/clock/advance", Map.of("by", "P1D")).expect(200);
        }
        assertThat(shop.api().all("/v1/payouts"))
                .singleElement()
                .satisfies(p -> assertThat(p.path("status").asString()).isEqualTo("paid"));
    }

    @Test
    @Order(6)
    void four_books_agree_to_the_cent() {
        var books = TheSandbox.books();
        var rows =
                Waiting.until(
                        "books agree",
                        SOON,
                        books::compare,
                        all -> all.stream().allMatch(row -> row.difference() == 0));
        assertThat(rows).extracting(Books.Row::fact).contains("1 captured", "6 paid out");
        assertThat(books.trialBalance()).containsEntry("EUR", 0L);
        assertThat(books.isLedgerProven()).isTrue();
        webhooks.close();
    }

    private boolean paidOut() {
        try {
            Waiting.until(
                    "paid out",
                    Duration.ofSeconds(12),
                    () -> shop.api().all("/v1/payouts"),
                    all ->
                            all.size() == 1
                                    && all.getFirst().path("status").asString().equals("paid"));
            return true;
        } catch (IllegalStateException _) {
            return false; // a weekend, or the bank's own day
        }
    }

    private static List<String> types(JsonNode timeline) {
        return timeline.path("data").valueStream().map(e -> e.path("type").asString()).toList();
    }
}
