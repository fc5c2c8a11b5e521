package io.tollbridge.e2e;

import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.CardSealer;
import io.tollbridge.sandbox.client.Merchant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that has an effect for each mutating route, and another one that the route would take. */
final class MutatingCalls {

    private static final String GOOD = "4242424242424242";

    /** What they act on comes about through trouble only; that they want a key is shown. */
    static final Set<String> NEED_TROUBLE =
            Set.of(
                    "POST /ops/v1/compensation/cases/{attempt}/retry",
                    "POST /ops/v1/parked/{service}/{group}/{id}/retry",
                    "POST /ops/v1/parked/{service}/{group}/{id}/skip",
                    "POST /ops/v1/statements/{source}/{date}/fetch",
                    "POST /v1/reconciliation/breaks/{id}/resolve");

    private final Merchant shop;
    private final ApiClient operator;
    private final Map<String, Supplier<Call>> byRoute = new HashMap<>();

    MutatingCalls(Merchant shop, ApiClient operator) {
        this.shop = shop;
        this.operator = operator;
        payments();
        merchants();
        webhooks();
        operations();
    }

    /**
     * A call.
     *
     * @param other another body for the same path
     */
    record Call(ApiClient by, String path, @Nullable Object body, Object other) {

        ApiClient.Answer send(String method, @Nullable String key) {
            return by.call(method, path, body, key);
        }
    }

    /** The call of a route such as {@code POST /v1/refunds}; what it acts on is made first. */
    Call of(String route) {
        var found = byRoute.get(route);
        if (found != null) {
            return found.get();
        }
        if (NEED_TROUBLE.contains(route)) {
            return nowhere(route);
        }
        throw new IllegalStateException(route + " is new: add a call with an effect for it");
    }

    private Call nowhere(String route) {
        String path =
                route.substring(route.indexOf(' ') + 1)
                        .replace("{date}", "2026-01-01")
                        .replaceAll("\\{\\w+}", "none");
        return new Call(operator, path, Map.of(), Map.of());
    }

    private void payments() {
        add("POST /v1/payments", () -> byShop("/v1/payments", order(700), order(800)));
        add(
                "POST /v1/payments/{id}/confirm",
                () ->
                        byShop(
                                "/v1/payments/" + made("/v1/payments", unconfirmed()) + "/confirm",
                                Map.of("payment_method", shop.card(GOOD)),
                                Map.of("payment_method", shop.card(GOOD))));
        add(
                "POST /v1/payments/{id}/capture",
                () ->
                        byShop(
                                "/v1/payments/" + made("/v1/payments", manual()) + "/capture",
                                Map.of("amount", 300),
                                Map.of("amount", 400)));
        add(
                "POST /v1/payments/{id}/increment",
                () ->
                        byShop(
                                "/v1/payments/" + made("/v1/payments", manual()) + "/increment",
                                Map.of("amount", 100_000),
                                Map.of("amount", 100_001)));
        add(
                "POST /v1/payments/{id}/cancel",
                () ->
                        byShop(
                                "/v1/payments/" + made("/v1/payments", manual()) + "/cancel",
                                Map.of("reason", "duplicate"),
                                Map.of("reason", "abandoned")));
        add(
                "POST /v1/refunds",
                () -> {
                    String paid = made("/v1/payments", order(900));
                    return byShop(
                            "/v1/refunds",
                            Map.of("payment", paid, "amount", 100),
                            Map.of("payment", paid, "amount", 200));
                });
        var publishable = new ApiClient(TheSandbox.addresses().gateway(), shop.publishableKey());
        var sealer = new CardSealer(publishable);
        add(
                "POST /v1/tokens",
                () ->
                        new Call(
                                publishable,
                                "/v1/tokens",
                                Map.of("jwe", sealer.seal(GOOD)),
                                Map.of("jwe", sealer.seal(GOOD))));
        add(
                "POST /v1/checkout/sessions",
                () -> byShop("/v1/checkout/sessions", session(1), session(2)));
        add(
                "POST /v1/checkout/sessions/{id}/expire",
                () -> {
                    String id = made("/v1/checkout/sessions", session(3));
                    return byShop("/v1/checkout/sessions/" + id + "/expire", null, Map.of());
                });
    }

    private void merchants() {
        String own = "/v1/merchants/" + shop.id();
        add(
                "POST /v1/merchants",
                () -> byOperator("/v1/merchants", merchant("One"), merchant("Two")));
        add(
                "POST /v1/merchants/{id}/fee_plans",
                () -> byOperator(own + "/fee_plans", feePlan(160), feePlan(170)));
        add(
                "POST /v1/merchants/{id}/settlement_plans",
                () ->
                        byOperator(
                                own + "/settlement_plans",
                                Map.of("delay_days", 2, "calendar", "TARGET"),
                                Map.of("delay_days", 3, "calendar", "TARGET")));
        add(
                "PUT /v1/merchants/{id}/payout_account",
                () ->
                        byShop(
                                own + "/payout_account",
                                Map.of("holder", "One", "iban", "DE02120300000000202051"),
                                Map.of("holder", "Two", "iban", "DE02120300000000202051")));
        add("POST /v1/api_keys", () -> byShop("/v1/api_keys", key("one"), key("two")));
        add(
                "POST /v1/api_keys/{id}/roll",
                () ->
                        byShop(
                                "/v1/api_keys/" + made("/v1/api_keys", key("rolled")) + "/roll",
                                Map.of("expires_in_seconds", 60),
                                Map.of("expires_in_seconds", 61)));
        add(
                "DELETE /v1/api_keys/{id}",
                () -> {
                    String id = made("/v1/api_keys", key("revoked"));
                    return byShop("/v1/api_keys/" + id, null, Map.of());
                });
    }

    private void webhooks() {
        String all = "/v1/webhook_endpoints";
        Supplier<String> one = () -> all + "/" + made(all, endpoint("known"));
        add("POST /v1/webhook_endpoints", () -> byShop(all, endpoint("one"), endpoint("two")));
        add(
                "POST /v1/webhook_endpoints/{id}",
                () ->
                        byShop(
                                one.get(),
                                Map.of("description", "one"),
                                Map.of("description", "two")));
        add("DELETE /v1/webhook_endpoints/{id}", () -> byShop(one.get(), null, Map.of()));
        add(
                "POST /v1/webhook_endpoints/{id}/replay",
                () -> byShop(one.get() + "/replay", Map.of(), Map.of("undelivered_only", true)));
        add(
                "POST /v1/webhook_endpoints/{id}/roll_secret",
                () ->
                        byShop(
                                one.get() + "/roll_secret",
                                Map.of("expires_in_seconds", 60),
                                Map.of("expires_in_seconds", 61)));
        add(
                "POST /v1/webhook_endpoints/{id}/test",
                () ->
                        byShop(
                                one.get() + "/test",
                                Map.of("type", "payment.succeeded"),
                                Map.of("type", "payment.canceled")));
    }

    private void operations() {
        add(
                "POST /ops/v1/clock/advance",
                () ->
                        byOperator(
                                "/ops/v1/clock/advance",
                                Map.of("by", "PT1S"),
                                Map.of("by", "PT2S")));
        add("POST /v1/risk/rules", () -> byOperator("/v1/risk/rules", rule("one"), rule("two")));
        for (String change : List.of("disable", "enable")) {
            add(
                    "POST /v1/risk/rules/{id}/" + change,
                    () -> {
                        var rule = operator.post("/v1/risk/rules", rule(change)).expect(201);
                        String path = "/v1/risk/rules/" + rule.path("id").asString() + "/" + change;
                        return byOperator(path, null, Map.of());
                    });
        }
        String entries = "/v1/risk/lists/unused/entries";
        add(
                "POST /v1/risk/lists/{list}/entries",
                () -> byOperator(entries, entry("192.0.2.1"), entry("192.0.2.2")));
        add(
                "DELETE /v1/risk/lists/{list}/entries/{subject}/{value}",
                () -> {
                    operator.post(entries, entry("192.0.2.3")).expect(201);
                    return byOperator(entries + "/ip/192.0.2.3", null, Map.of());
                });
    }

    private void add(String route, Supplier<Call> call) {
        byRoute.put(route, call);
    }

    private Call byShop(String path, @Nullable Object body, Object other) {
        return new Call(shop.api(), path, body, other);
    }

    private Call byOperator(String path, @Nullable Object body, Object other) {
        return new Call(operator, path, body, other);
    }

    private String made(String path, Object body) {
        return shop.api().post(path, body).expect(201).path("id").asString();
    }

    /** An order with a reference of its own, to be paid at once. */
    Map<String, Object> order(long amount) {
        var order = new HashMap<>(unconfirmed());
        order.put("amount", amount);
        order.put("confirm", true);
        order.put("merchant_reference", "order-" + UUID.randomUUID());
        order.put("payment_method", shop.card(GOOD));
        return order;
    }

    private Map<String, Object> manual() {
        var order = order(1_000);
        order.put("capture_method", "manual");
        return order;
    }

    private static Map<String, Object> unconfirmed() {
        return Map.of("amount", 1_000, "currency", "EUR");
    }

    private static Map<String, Object> session(int books) {
        var line = Map.of("name", "A Book of Bridges", "quantity", books, "amount", 500);
        return Map.of(
                "amount",
                500 * books,
                "currency",
                "EUR",
                "line_items",
                List.of(line),
                "success_url",
                "http://localhost:8080/docs",
                "cancel_url",
                "http://localhost:8080/docs");
    }

    private static Map<String, Object> merchant(String name) {
        return Map.of("name", name, "country", "DE", "mcc", "5942");
    }

    private static Map<String, Object> feePlan(int basisPoints) {
        return Map.of("basis_points", basisPoints, "fixed", Map.of("EUR", 25));
    }

    private static Map<String, Object> key(String name) {
        return Map.of("kind", "publishable", "name", name);
    }

    private static Map<String, Object> endpoint(String description) {
        return Map.of(
                "url",
                "http://127.0.0.1:9/hook",
                "enabled_events",
                List.of("checkout_session.expired"),
                "description",
                description);
    }

    private static Map<String, Object> rule(String name) {
        return Map.of(
                "name", name, "kind", "list", "action", "review", "subject", "ip", "list",
                "unused");
    }

    private static Map<String, Object> entry(String address) {
        return Map.of("subject", "ip", "value", address);
    }
}
