package io.tollbridge.soak.run;

import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.soak.facts.Rest;
import io.tollbridge.soak.read.CassandraFacts;
import io.tollbridge.soak.workload.Shop;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Waits until nothing is under way any more, and says what still is. */
final class Quiet {

    /** An attempt without an outcome is looked at after 45 s and again with growing pauses. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int DAYS = 10;
    private static final Duration A_DAY = Duration.ofSeconds(40);

    private final Rig rig;
    private final List<Shop> shops;
    private Instant loadEnded = Instant.EPOCH;

    Quiet(Rig rig, List<Shop> shops) {
        this.rig = rig;
        this.shops = shops;
    }

    /** Returns how it came to rest after the last fault. */
    Rest afterFaults() {
        loadEnded = InstantSource.system().instant();
        long begin = System.nanoTime();
        List<String> left = until(PATIENCE, () -> left(false));
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        return rest(left.isEmpty() ? seconds : -1, left);
    }

    /** The last word: what is still under way when all is paid out. */
    Rest atTheEnd(Rest before) {
        List<String> left = new ArrayList<>(before.left());
        left.addAll(until(PATIENCE, () -> left(true)));
        return rest(left.isEmpty() ? before.seconds() : -1, left);
    }

    private Rest rest(long seconds, List<String> left) {
        JsonNode page = rig.operator().get("/ops/v1/overview").path("sections");
        var missed =
                page.at("/completeness/data/missed").valueStream().map(JsonNode::toString).toList();
        try (var cassandra = new CassandraFacts(rig.at().cassandra())) {
            return new Rest(
                    seconds,
                    page.at("/unknown_attempts/data/count").asLong(-1),
                    cassandra.outbox(),
                    left,
                    missed);
        }
    }

    private static List<String> until(Duration patience, Supplier<List<String>> look) {
        long end = System.nanoTime() + patience.toNanos();
        List<String> left;
        do {
            left = look.get();
            if (left.isEmpty()) {
                return left;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (System.nanoTime() < end);
        return left;
    }

    private List<String> left(boolean atTheEnd) {
        var left = new ArrayList<String>();
        try {
            JsonNode page = rig.operator().tryGet("/ops/v1/overview").body();
            JsonNode sections = page.path("sections");
            expect(
                    left,
                    page.path("complete").asBoolean(false),
                    "overview " + page.path("missing"));
            JsonNode unknown = sections.at("/unknown_attempts/data/count");
            expect(left, unknown.asLong(-1) == 0, "unknown attempts " + unknown);
            JsonNode lag = sections.at("/consumers/data/total");
            expect(left, lag.asLong(-1) == 0, "records to read " + lag);
            JsonNode parked = sections.path("parked");
            expect(left, parked.path("status").asString("").equals("none"), "parked " + parked);
            JsonNode seen = sections.at("/completeness/data");
            expect(
                    left,
                    seen.path("complete").asBoolean(false),
                    "completeness " + seen.path("subscribers"));
            if (atTheEnd) {
                expectAllCompared(left, seen.path("subscribers"));
            }
            JsonNode balance = sections.at("/trial_balance/data/balanced");
            expect(left, balance.asBoolean(false), "trial balance " + balance);
            expect(left, areAllHeard(), "webhooks to come");
            try (var cassandra = new CassandraFacts(rig.at().cassandra())) {
                long markers = cassandra.outbox();
                expect(left, markers == 0, "markers in the outbox " + markers);
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            left.add(String.valueOf(e.getMessage()));
        }
        return left;
    }

    /** The net compares a change minutes after it. */
    private void expectAllCompared(List<String> left, JsonNode subscribers) {
        for (JsonNode one : subscribers) {
            String until = one.path("complete_until").asString("");
            expect(
                    left,
                    !until.isEmpty() && !Instant.parse(until).isBefore(loadEnded),
                    "%s is complete until %s, load ended %s"
                            .formatted(one.path("name").asString(), until, loadEnded));
        }
    }

    private boolean areAllHeard() {
        for (Shop shop : shops) {
            var heard = shop.heard().stream().map(one -> one.id()).toList();
            JsonNode newest = shop.merchant().api().get("/v1/events?limit=100").path("data");
            if (!newest.valueStream().allMatch(e -> heard.contains(e.path("id").asString()))) {
                return false;
            }
        }
        return true;
    }

    private static void expect(List<String> left, boolean is, String otherwise) {
        if (!is) {
            left.add(otherwise);
        }
    }

    /** Lets days pass until every merchant has its money; returns how many. */
    int payOut() {
        int days = 0;
        while (days < DAYS && !isPaidOut(days == 0 ? Duration.ZERO : A_DAY)) {
            rig.nextDay();
            days++;
        }
        return days;
    }

    private boolean isPaidOut(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        do {
            if (shops.stream().allMatch(shop -> hasItsMoney(shop.merchant().api()))) {
                return true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (System.nanoTime() < end);
        return false;
    }

    private static boolean hasItsMoney(ApiClient merchant) {
        JsonNode balance = merchant.tryGet("/v1/balance").body();
        return balance.has("pending")
                && List.of("pending", "available", "in_transit").stream()
                        .flatMap(part -> balance.path(part).valueStream())
                        .allMatch(money -> money.path("amount").asLong() <= 0);
    }
}
