package io.tollbridge.sandbox.demo;

import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.Books;
import io.tollbridge.sandbox.client.Merchant;
import io.tollbridge.sandbox.client.Shopper;
import io.tollbridge.sandbox.client.Waiting;
import io.tollbridge.sandbox.client.WebhookListener;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The main job on a fresh sandbox, from outside: payments by API and on the page, a decline, a
 * timeout that is found out, a refund, webhooks, statements, settlement, payout; then four books
 * compared. Ends with 1 and the reason when a step or the comparison fails.
 */
public final class Demo {

    private static final String GOOD = "4242424242424242";
    private static final String NO_FUNDS = "4000000000009995";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MOST_DAYS = 8;

    private final Addresses at;
    private final Steps steps;
    private final ApiClient operator;

    private Demo(Addresses at, Steps steps) {
        this.at = at;
        this.steps = steps;
        this.operator = new ApiClient(at.gateway(), at.operatorKey());
    }

    public static void main(String[] args) {
        var steps = new Steps(System.out);
        try {
            boolean stays = !List.of(args).contains("--exit");
            boolean equal = new Demo(Addresses.ofThisMachine(), steps).run(stays);
            System.exit(equal ? 0 : 1);
        } catch (RuntimeException e) {
            steps.line("%n     FAILED: %s", String.valueOf(e.getMessage()));
            System.exit(1);
        }
    }

    /** {@code stays}: the platform is there afterwards, to be tried. */
    private boolean run(boolean stays) {
        steps.line("%nTollbridge demo: from a merchant's first key to a payout%n");
        var shop = steps.step("create a merchant with plans, account and keys", this::merchant);
        steps.note("%s", shop.id());
        try (var webhooks = new WebhookListener()) {
            steps.step("register a webhook endpoint", () -> register(shop, webhooks));
            String paid = pay(shop);
            decline(shop);
            String page = checkout(shop);
            unknown(shop);
            steps.step(
                    "refund 7.00 EUR of the first payment",
                    () -> shop.refund(paid, 700).expect(201).path("id").asString());
            receive(webhooks, page != null);
            settle(shop);
        }
        boolean equal = compare(shop);
        if (stays) {
            steps.line("%n     Try it yourself (the platform is up until ./tollbridge down):");
            Invitation.print(steps, at, shop);
        }
        return equal;
    }

    private Merchant merchant() {
        return Waiting.until(
                "a merchant that can take payments",
                SOON,
                () -> Merchant.create(at, "Books & Co"),
                merchant -> !merchant.id().isEmpty());
    }

    private String register(Merchant shop, WebhookListener webhooks) {
        JsonNode endpoint =
                shop.api()
                        .post(
                                "/v1/webhook_endpoints",
                                Map.of("url", webhooks.url(), "enabled_events", List.of("*")))
                        .expect(201);
        webhooks.trust(endpoint.path("secret").asString());
        return endpoint.path("id").asString();
    }

    private String pay(Merchant shop) {
        var first =
                steps.step(
                        "pay 25.00 EUR by API with a good card",
                        () -> shop.pay(2500, "EUR", GOOD).expect(201));
        String id = first.path("id").asString();
        steps.note("%s is %s", id, first.path("status").asString());
        var dollars =
                steps.step("pay 40.00 USD by API", () -> shop.pay(4000, "USD", GOOD).expect(201));
        steps.note("%s is %s", dollars.path("id").asString(), dollars.path("status").asString());
        return id;
    }

    private void decline(Merchant shop) {
        var problem =
                steps.step(
                        "pay with a card without funds: a clear decline",
                        () -> shop.pay(1500, "EUR", NO_FUNDS).expect(402));
        steps.note(
                "402 %s, decline_code %s, advice_code %s",
                problem.path("code").asString(),
                problem.path("decline_code").asString(),
                problem.path("advice_code").asString());
    }

    /** Pays on the hosted page; returns its address, or null when there is no browser. */
    private @Nullable String checkout(Merchant shop) {
        var session = steps.step("open a checkout session of 31.50 EUR", () -> session(shop));
        String url = session.path("url").asString();
        steps.note("%s", url);
        try (var shopper = Shopper.find().orElse(null)) {
            if (shopper == null) {
                steps.note("no Chromium here: the page waits for you at the address above");
                return null;
            }
            steps.step(
                    "pay on the hosted page in a real browser",
                    () -> {
                        shopper.pay(url, GOOD);
                        return Waiting.until(
                                "the session is paid",
                                SOON,
                                () ->
                                        shop.api()
                                                .get(
                                                        "/v1/checkout/sessions/"
                                                                + session.path("id").asString()),
                                seen -> seen.path("payment_status").asString().equals("paid"));
                    });
        }
        return url;
    }

    private static JsonNode session(Merchant shop) {
        return shop.api()
                .post(
                        "/v1/checkout/sessions",
                        Map.of(
                                "amount", 3150,
                                "currency", "EUR",
                                "line_items",
                                        List.of(
                                                Map.of(
                                                        "name", "A Book of Bridges",
                                                        "quantity", 1,
                                                        "amount", 2650),
                                                Map.of(
                                                        "name", "Shipping",
                                                        "quantity", 1,
                                                        "amount", 500)),
                                "success_url", "http://localhost:8080/docs",
                                "cancel_url", "http://localhost:8080/docs",
                                "locale", "en"))
                .expect(201);
    }

    /** An amount ending in 91: the acquirer books it and never answers. */
    private void unknown(Merchant shop) {
        var silent =
                steps.step(
                        "pay 19.91 EUR: the acquirer does not answer",
                        () -> shop.pay(1991, "EUR", GOOD).expect(202));
        String id = silent.path("id").asString();
        steps.note("202, %s is %s: nobody guesses", id, silent.path("status").asString());
        steps.step(
                "compensation asks the acquirer and finds out",
                () -> shop.awaitStatus(id, "succeeded", SOON));
    }

    private void receive(WebhookListener webhooks, boolean withPage) {
        var wanted =
                withPage
                        ? List.of(
                                "payment.succeeded",
                                "payment.payment_failed",
                                "refund.succeeded",
                                "checkout_session.completed")
                        : List.of(
                                "payment.succeeded", "payment.payment_failed", "refund.succeeded");
        var seen =
                steps.step(
                        "receive the webhooks and verify their signatures",
                        () ->
                                Waiting.until(
                                        "webhooks " + wanted,
                                        SOON,
                                        () ->
                                                webhooks.verified().stream()
                                                        .map(e -> e.path("type").asString())
                                                        .toList(),
                                        types -> types.containsAll(wanted)));
        var counts = new TreeMap<String, Integer>();
        seen.forEach(type -> counts.merge(type, 1, Integer::sum));
        steps.note("%d verified, %d refused: %s", seen.size(), webhooks.refused().size(), counts);
        if (!webhooks.refused().isEmpty()) {
            throw new IllegalStateException("a webhook's signature was wrong");
        }
    }

    /** Lives through business days until the merchant's money is at its bank. */
    private void settle(Merchant shop) {
        LocalDate first = businessDate();
        steps.step("move the business clock past the cut-off (1 day)", () -> advance("P1D"));
        var day =
                steps.step(
                        "fetch the acquirer's statement and reconcile the day",
                        () ->
                                Waiting.until(
                                        "day " + first + " closed",
                                        SOON,
                                        () ->
                                                operator.tryGet(
                                                                "/v1/reconciliation/days/sandbox-acquirer/"
                                                                        + first)
                                                        .body(),
                                        seen -> seen.path("status").asString().equals("closed")));
        steps.note(
                "%s: %d lines matched, %d breaks",
                first, day.path("matched").asInt(), day.path("breaks").asInt());
        var batches =
                steps.step(
                        "close the merchant's settlement batches",
                        () ->
                                Waiting.until(
                                        "batches closed",
                                        SOON,
                                        () -> shop.api().all("/v1/settlements"),
                                        all ->
                                                all.size() >= 2
                                                        && all.stream()
                                                                .noneMatch(b ->
                                                                        b.path("status")
                                                                                .asString()
                                                                                .equals("open"))));
        batches.forEach(batch ->
                steps.note(
                        "%s: %d items, net %s, payable on %s",
                        batch.path("id").asString(),
                        batch.path("items").asInt(),
                        Amounts.of(batch.path("net").asLong(), batch.path("currency").asString()),
                        batch.path("payable_on").asString()));
        steps.step(
                "mature (T+1), pay out, and read it on the bank's statement",
                () -> payOut(shop, batches.size()));
    }

    private List<JsonNode> payOut(Merchant shop, int payouts) {
        for (int day = 0; day < MOST_DAYS; day++) {
            try {
                return Waiting.until(
                        payouts + " payouts paid",
                        Duration.ofSeconds(12),
                        () -> shop.api().all("/v1/payouts"),
                        all ->
                                all.size() == payouts
                                        && all.stream()
                                                .allMatch(p ->
                                                        p.path("status")
                                                                .asString()
                                                                .equals("paid")));
            } catch (IllegalStateException notYet) {
                advance("P1D"); // weekends and the bank's own day take their time
            }
        }
        throw new IllegalStateException("no payout in " + MOST_DAYS + " business days");
    }

    private LocalDate businessDate() {
        String now = operator.get("/ops/v1/clock").path("now").asString();
        return LocalDate.ofInstant(Instant.parse(now), ZoneOffset.UTC);
    }

    private JsonNode advance(String by) {
        return operator.post("/ops/v1/clock/advance", Map.of("by", by)).expect(200);
    }

    private boolean compare(Merchant shop) {
        var books = new Books(at, operator, List.of(shop.api()));
        var rows =
                steps.step(
                        "compare four books",
                        () -> {
                            try {
                                return Waiting.until(
                                        "books agree",
                                        Duration.ofSeconds(30),
                                        books::compare,
                                        all -> all.stream().allMatch(r -> r.difference() == 0));
                            } catch (IllegalStateException differ) {
                                return books.compare(); // the table shows where
                            }
                        });
        BookTable.print(steps, rows);
        var trial = books.trialBalance();
        trial.forEach((currency, sum) ->
                steps.line("     trial balance %s: debits less credits = %d", currency, sum));
        boolean equal =
                rows.stream().allMatch(row -> row.difference() == 0)
                        && trial.values().stream().allMatch(sum -> sum == 0)
                        && !trial.isEmpty()
                        && books.isLedgerProven();
        steps.line("%n     %s", equal ? "Every cent is proven." : "FAILED: the books differ.");
        return equal;
    }
}
