package io.tollbridge.soak.read;

import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.Books;
import io.tollbridge.soak.facts.Announced;
import io.tollbridge.soak.facts.Break;
import io.tollbridge.soak.facts.Ledger;
import io.tollbridge.soak.facts.Posting;
import io.tollbridge.soak.facts.StoredPayment;
import io.tollbridge.soak.workload.Shop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the platform says of itself by its API. */
public final class ApiFacts {

    private static final Set<String> TURNOVER = Set.of("1 captured", "2 refunded");

    private final Addresses at;
    private final ApiClient operator;

    public ApiFacts(Addresses at, ApiClient operator) {
        this.at = at;
        this.operator = operator;
    }

    /** The ledger's accounts and proof, beside postings that were read elsewhere. */
    public Ledger ledger(List<Posting> postings) {
        Map<String, Long> net = new HashMap<>();
        for (JsonNode account : operator.all("/v1/ledger/accounts")) {
            net.put(
                    account.path("account").asString() + " " + account.path("currency").asString(),
                    Math.subtractExact(
                            account.path("debits").asLong(), account.path("credits").asLong()));
        }
        boolean proven = operator.get("/v1/ledger/trial-balance").path("balanced").asBoolean(false);
        return new Ledger(postings, net, proven);
    }

    /** Every difference, resolved or not. */
    public List<Break> breaks(Map<String, StoredPayment> payments) {
        return operator.all("/v1/reconciliation/breaks").stream()
                .map(one -> {
                    String payment = one.path("payment_id").asString("");
                    var stored = payments.get(payment);
                    long named = Math.max(amount(one, "expected"), amount(one, "actual"));
                    return new Break(
                            one.path("id").asString(),
                            one.path("type").asString(),
                            one.path("status").asString(),
                            payment,
                            one.path("reference").asString(""),
                            named > 0 || stored == null ? named : stored.amount());
                })
                .toList();
    }

    private static long amount(JsonNode one, String side) {
        return one.path(side).path("amount").asLong(0);
    }

    /** The events that merchants may expect as webhooks. */
    public List<Announced> announced(List<Shop> shops) {
        var announced = new ArrayList<Announced>();
        for (Shop shop : shops) {
            for (JsonNode event : shop.merchant().api().all("/v1/events")) {
                announced.add(
                        new Announced(
                                shop.merchant().id(),
                                event.path("id").asString(),
                                event.at("/data/object/id").asString(),
                                event.path("sequence").asLong(),
                                event.path("type").asString()));
            }
        }
        return announced;
    }

    /**
     * Facts on which the API, the ledger, the acquirer and the bank differ, in words. What was
     * captured and refunded is not among them: the turnover of an account that {@code Books} looks
     * at also has failed refunds and batches below zero, so that is compared item by item.
     */
    public List<String> differences(List<Shop> shops) {
        var merchants = shops.stream().map(shop -> shop.merchant().api()).toList();
        return new Books(at, operator, merchants)
                .compare().stream()
                        .filter(row -> row.difference() != 0 && !TURNOVER.contains(row.fact()))
                        .map(row -> row.fact() + " " + row.currency() + ": " + row.byBook())
                        .toList();
    }
}
