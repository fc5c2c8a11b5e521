package io.tollbridge.e2e;

import io.tollbridge.sandbox.client.ApiClient;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What everybody has counted and written down, as the APIs show it: one text for each fact. */
final class Totals {

    private static final String ACQUIRER = "sandbox-acquirer";

    private final ApiClient operator = TheSandbox.operator();
    private final Map<String, String> facts = new TreeMap<>();

    private Totals() {}

    static Map<String, String> now() {
        var totals = new Totals();
        totals.ofTheLedger();
        totals.ofFinance();
        totals.ofReconciliation();
        totals.ofOperations();
        List<ApiClient> merchants = TheSandbox.merchants();
        for (int i = 0; i < merchants.size(); i++) {
            totals.ofMerchant("merchant " + i, merchants.get(i));
        }
        return totals.facts;
    }

    private void ofTheLedger() {
        list("ledger", operator, "/v1/ledger/accounts");
        var proof = operator.get("/v1/ledger/trial-balance");
        fact("ledger", "balanced", proof.path("balanced"));
        fact("ledger", "currencies", proof.path("currencies"));
    }

    private void ofFinance() {
        var now = Instant.parse(operator.get("/ops/v1/clock").path("now").asString());
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        String days = "?from=" + today.minusDays(20) + "&to=" + today;
        fact("finance", "revenue", operator.get("/v1/reports/revenue" + days));
    }

    private void ofReconciliation() {
        list("reconciliation", operator, "/v1/reconciliation/days?channel=" + ACQUIRER);
        list("reconciliation", operator, "/v1/reconciliation/breaks");
    }

    private void ofOperations() {
        var sections = operator.get("/ops/v1/overview").path("sections");
        for (String section : List.of("unknown_attempts", "open_breaks", "statement_days")) {
            fact("operations", section, sections.path(section));
        }
        for (String status : List.of("open", "exhausted")) {
            String cases = "/ops/v1/compensation/cases?status=" + status;
            fact("compensation", status, operator.get(cases));
        }
        fact("parked", "keys", operator.get("/ops/v1/parked"));
    }

    private void ofMerchant(String name, ApiClient merchant) {
        for (String path : List.of("/v1/settlements", "/v1/payouts", "/v1/events")) {
            list(name, merchant, path);
        }
        fact(name, "balance", merchant.get("/v1/balance"));
        for (JsonNode batch : merchant.all("/v1/settlements")) {
            String date = batch.path("settlement_date").asString();
            list(name, merchant, "/v1/reports/settlement/items?date=" + date);
        }
        for (JsonNode endpoint : merchant.all("/v1/webhook_endpoints")) {
            String id = endpoint.path("id").asString();
            list(name, merchant, "/v1/webhook_endpoints/" + id + "/deliveries");
        }
        for (JsonNode payment : merchant.all("/v1/payments")) {
            String id = payment.path("id").asString();
            fact(name, id, payment);
            fact(name, "timeline " + id, merchant.get("/v1/transactions/" + id + "/timeline"));
            fact(name, "postings " + id, operator.get("/v1/ledger/payments/" + id));
            fact(name, "risk " + id, operator.tryGet("/v1/risk/decisions/" + id).body());
            fact(name, "story " + id, operator.get("/ops/v1/payments/" + id).path("timeline"));
        }
    }

    private void list(String whose, ApiClient client, String path) {
        facts.put(whose + ": " + path, client.all(path).toString());
    }

    private void fact(String whose, String what, JsonNode value) {
        facts.put(whose + ": " + what, value.toString());
    }
}
