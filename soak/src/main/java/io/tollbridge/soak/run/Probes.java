package io.tollbridge.soak.run;

import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.Redis;
import io.tollbridge.soak.facts.Probe;
import io.tollbridge.soak.facts.StoredPayment;
import io.tollbridge.soak.workload.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Questions whose right answer is known, asked when all is quiet. */
final class Probes {

    private static final int SAMPLE = 25;

    private final Rig rig;
    private final List<Shop> shops;
    private final List<Probe> probes = new ArrayList<>();

    Probes(Rig rig, List<Shop> shops) {
        this.rig = rig;
        this.shops = shops;
    }

    /** Asks all of them; {@code days} is how often the clock was moved by one. */
    List<Probe> ask(Map<String, StoredPayment> payments, int days) {
        var sample = payments.values().stream().limit(SAMPLE).toList();
        sample.forEach(this::asStranger);
        sample.forEach(this::withAnotherBody);
        redis(sample);
        audit(days);
        return probes;
    }

    private void asStranger(StoredPayment payment) {
        for (Shop shop : shops) {
            if (!shop.merchant().id().equals(payment.merchant())) {
                for (String path :
                        List.of(
                                "/v1/payments/" + payment.id(),
                                "/v1/transactions/" + payment.id() + "/timeline")) {
                    int status = shop.merchant().api().tryGet(path).status();
                    add("I16", shop.merchant().id() + " reads " + path, "404", "" + status);
                }
            }
        }
    }

    private void withAnotherBody(StoredPayment payment) {
        var body =
                Map.of(
                        "amount",
                        payment.amount() + 1,
                        "currency",
                        payment.currency(),
                        "payment_method",
                        shop(payment).anyCard());
        int status = api(payment).post("/v1/payments", body, payment.key()).status();
        add("I6", payment.key() + " with another body", "422", "" + status);
    }

    private void redis(List<StoredPayment> sample) {
        var before = new TreeMap<String, JsonNode>();
        sample.forEach(p -> before.put(p.id(), api(p).get("/v1/payments/" + p.id())));
        try {
            Redis.flushAll(rig.at());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (StoredPayment payment : sample) {
            var after = api(payment).get("/v1/payments/" + payment.id());
            String seen = after.equals(before.get(payment.id())) ? "the same" : after.toString();
            add("I17", payment.id() + " after FLUSHALL", "the same", seen);
        }
    }

    private void audit(int days) {
        ApiClient operator = rig.operator();
        var now = Instant.parse(operator.get("/ops/v1/clock").path("now").asString());
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (int back = 0; back <= days; back++) {
            String day = today.minusDays(back).toString();
            JsonNode chain = operator.get("/ops/v1/audit/verify?day=" + day);
            add("I18", "chain of " + day, "true", chain.path("valid").toString());
        }
    }

    private ApiClient api(StoredPayment payment) {
        return shop(payment).merchant().api();
    }

    private Shop shop(StoredPayment payment) {
        return shops.stream()
                .filter(shop -> shop.merchant().id().equals(payment.merchant()))
                .findFirst()
                .orElseThrow();
    }

    private void add(String invariant, String question, String expected, String seen) {
        probes.add(new Probe(invariant, question, expected, seen));
    }
}
