package io.tollbridge.sandbox.client;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A merchant of the sandbox with its keys, ready to take payments. */
public final class Merchant {

    private final String id;
    private final String secretKey;
    private final String publishableKey;
    private final ApiClient api;
    private final CardSealer cards;

    private Merchant(URI gateway, JsonNode created) {
        id = created.path("id").asString();
        secretKey = keyOf(created, "secret");
        publishableKey = keyOf(created, "publishable");
        api = new ApiClient(gateway, secretKey);
        cards = new CardSealer(new ApiClient(gateway, publishableKey));
    }

    /** Creates one with fee plan 1.50 % + 0.25, T+1 and a payout account. */
    public static Merchant create(Addresses at, String name) {
        var operator = new ApiClient(at.gateway(), at.operatorKey());
        var order =
                Map.of(
                        "name",
                        name,
                        "country",
                        "DE",
                        "mcc",
                        "5942",
                        "fee_plan",
                        Map.of("basis_points", 150, "fixed", Map.of("EUR", 25, "USD", 25)),
                        "settlement_plan",
                        Map.of("delay_days", 1, "calendar", "TARGET"),
                        "payout_account",
                        Map.of("holder", name, "iban", "DE02120300000000202051"));
        return new Merchant(at.gateway(), operator.post("/v1/merchants", order).expect(201));
    }

    private static String keyOf(JsonNode merchant, String kind) {
        for (JsonNode key : merchant.path("keys")) {
            if (key.path("kind").asString().equals(kind)) {
                return key.path("key").asString();
            }
        }
        throw new IllegalStateException("no " + kind + " key in " + merchant.propertyNames());
    }

    public String id() {
        return id;
    }

    public String secretKey() {
        return secretKey;
    }

    public String publishableKey() {
        return publishableKey;
    }

    public ApiClient api() {
        return api;
    }

    /** The payment method of a test card. */
    public Map<String, String> card(String number) {
        return cards.method(number);
    }

    /** Asks for a payment with a card, to be taken at once. */
    public ApiClient.Answer pay(long amount, String currency, String cardNumber) {
        var order = new HashMap<String, Object>();
        order.put("amount", amount);
        order.put("currency", currency);
        order.put("confirm", true);
        order.put("payment_method", card(cardNumber));
        return api.post("/v1/payments", order);
    }

    public ApiClient.Answer refund(String payment, long amount) {
        return api.post("/v1/refunds", Map.of("payment", payment, "amount", amount));
    }

    /** Waits until a payment has a status. */
    public JsonNode awaitStatus(String payment, String status, Duration patience) {
        return Waiting.until(
                payment + " becomes " + status,
                patience,
                () -> api.get("/v1/payments/" + payment),
                seen -> seen.path("status").asString().equals(status));
    }
}
