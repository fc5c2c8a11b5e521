package io.tollbridge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.Merchant;
import io.tollbridge.sandbox.client.Redis;
import io.tollbridge.sandbox.client.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * core-engine dies as by kill -9 at its worst moments. Afterwards the payment is right, the
 * acquirer's own books hold it at most once, and topic payments tells all that happened, first
 * copies in order.
 */
class KillTest {

    private static final String GOOD = "4242424242424242";
    private static final String CORE_ENGINE = "core-engine";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Merchant shop = TheSandbox.merchant("Unlucky Ltd");

    private boolean armed;

    /** It would wait for three quarters of a minute for each attempt without an outcome. */
    @BeforeAll
    static void compensation_looks_soon() {
        TheSandbox.restart("compensation", List.of("-Dtollbridge.compensation.watch-for=10s"));
    }

    @AfterAll
    static void compensation_looks_when_it_always_does() {
        TheSandbox.restart("compensation", List.of());
    }

    @AfterEach
    void core_engine_is_harmless_again() {
        if (armed) {
            TheSandbox.restart(CORE_ENGINE, List.of());
        }
    }

    @ParameterizedTest
    @CsvSource({
        // where it dies, what becomes of the payment, how often the acquirer has charged
        "append.applied:payment.attempt_started, requires_payment_method, 0",
        "core.answered:purchase, succeeded, 1",
        "append.marked:payment.captured, succeeded, 1",
        "append.applied:payment.captured, succeeded, 1",
        "relay.acknowledged, succeeded, 1",
    })
    void a_payment_is_right_after_a_crash(String point, String status, int charges) {
        String reference = "crash-" + UUID.randomUUID();
        var order = order(reference);
        String key = UUID.randomUUID().toString();
        arm(point);
        tryCall("/v1/payments", order, key);
        startsAgainAfterItsDeath("");

        var payment =
                Waiting.until(
                        "the payment is " + status,
                        PATIENCE,
                        () -> find(reference),
                        seen -> seen.path("status").asString().equals(status));
        String id = payment.path("id").asString();
        var again = shop.api().post("/v1/payments", order, key);
        assertThat(again.status()).isEqualTo(status.equals("succeeded") ? 201 : 402);
        assertThat(TheSandbox.chargesOf(id)).isEqualTo(charges);
        var told = told(id, status);
        assertThat(told).doesNotHaveDuplicates();
        assertThat(told.getFirst()).isEqualTo("payment.created");
        PaymentTopic.read().tells(id, told.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"core.sent:capture", "core.answered:capture", "core.sent:release"})
    void a_part_is_taken_once_or_not_at_all_after_a_crash_and_no_hold_stays(String point) {
        var order = order("part-" + UUID.randomUUID());
        order.put("capture_method", "manual");
        String id =
                shop.api()
                        .post("/v1/payments", order, UUID.randomUUID().toString())
                        .expect(201)
                        .path("id")
                        .asString();
        String hold = id.replace("pay_", "att_") + "_1";
        arm(point);
        var part = Map.<String, Object>of("amount", 800);
        String key = UUID.randomUUID().toString();
        tryCall("/v1/payments/" + id + "/capture", part, key);
        startsAgainAfterItsDeath("");

        var payment =
                Waiting.until(
                        "the outcome of the part of " + id,
                        PATIENCE,
                        () -> shop.api().tryGet("/v1/payments/" + id).body(),
                        seen -> !seen.path("status").asString().equals("processing"));
        if (payment.path("status").asString().equals("requires_capture")) {
            assertThat(payment.path("amount_capturable").asLong()).isEqualTo(1300);
            shop.api()
                    .post("/v1/payments/" + id + "/capture", part, UUID.randomUUID().toString())
                    .expect(200);
        } else {
            assertThat(payment.path("amount_received").asLong()).isEqualTo(800);
        }
        var books =
                Waiting.until(
                        "the rest of " + hold + " is let go",
                        PATIENCE,
                        () -> TheSandbox.acquirer().get("/__admin/books/" + hold),
                        seen -> seen.path("held_minor").asLong() == 800);
        assertThat(books.path("captured_minor").asLong()).isEqualTo(800);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core.sent:increment", "core.answered:increment"})
    void a_hold_grows_once_or_not_at_all_after_a_crash(String point) {
        var order = order("more-" + UUID.randomUUID());
        order.put("capture_method", "manual");
        var held = shop.api().post("/v1/payments", order, UUID.randomUUID().toString()).expect(201);
        String id = held.path("id").asString();
        long amount = held.path("amount").asLong();
        String hold = id.replace("pay_", "att_") + "_1";
        arm(point);
        var more = Map.<String, Object>of("amount", amount + 500);
        tryCall("/v1/payments/" + id + "/increment", more, UUID.randomUUID().toString());
        startsAgainAfterItsDeath("");

        // Nothing can end while the outcome is open: this waits for it.
        Waiting.until(
                "the end of " + id,
                PATIENCE,
                () ->
                        shop.api()
                                .post(
                                        "/v1/payments/" + id + "/capture",
                                        Map.of(),
                                        UUID.randomUUID().toString()),
                answer -> answer.status() == 200);
        long taken = shop.api().tryGet("/v1/payments/" + id).body().path("amount").asLong();
        assertThat(taken).isIn(amount, amount + 500);
        var books = TheSandbox.acquirer().get("/__admin/books/" + hold);
        assertThat(books.path("captured_minor").asLong()).isEqualTo(taken);
        assertThat(books.path("held_minor").asLong()).isEqualTo(taken);
    }

    @Test
    void a_hold_ends_at_its_deadline_although_its_keeper_died_when_it_began_and_when_it_ended() {
        var order = order("hold-" + UUID.randomUUID());
        order.put("capture_method", "manual");
        String key = UUID.randomUUID().toString();
        arm("core.deadline-noted");
        tryCall("/v1/payments", order, key);
        startsAgainAfterItsDeath("core.expiring");
        var held = shop.api().post("/v1/payments", order, key).expect(201);
        assertThat(held.path("status").asString()).isEqualTo("requires_capture");

        TheSandbox.operator().post("/ops/v1/clock/advance", Map.of("by", "P8D")).expect(200);
        startsAgainAfterItsDeath("");
        String id = held.path("id").asString();
        shop.awaitStatus(id, "canceled", PATIENCE);
        var books =
                TheSandbox.acquirer()
                        .get("/__admin/books/" + held.path("latest_attempt").asString());
        assertThat(books.path("held_minor").asLong()).isZero();
        assertThat(TheSandbox.chargesOf(id)).isZero();
    }

    @Test
    void a_redis_lost_with_all_it_held_changes_nothing_but_latency() {
        String key = UUID.randomUUID().toString();
        var order = order("flush-" + key);
        var first = shop.api().post("/v1/payments", order, key).expect(201);
        TheSandbox.platform().kill9("redis");
        var whileAway = shop.api().post("/v1/payments", order, key);
        assertThat(whileAway.status()).isEqualTo(201);
        paysANewOrder();
        TheSandbox.platform().start("redis", List.of());
        TheSandbox.platform().awaitReady("redis");
        var after = shop.api().post("/v1/payments", order, key);
        assertThat(after.replayed()).isTrue();
        assertThat(after.body()).isEqualTo(first);
        assertThat(TheSandbox.chargesOf(first.path("id").asString())).isEqualTo(1);
    }

    @Test
    void a_redis_that_forgot_everything_changes_nothing_at_all() throws IOException {
        String key = UUID.randomUUID().toString();
        var order = order("flushall-" + key);
        var first = shop.api().post("/v1/payments", order, key).expect(201);
        Redis.flushAll(TheSandbox.addresses());
        paysANewOrder();
        var after = shop.api().post("/v1/payments", order, key);
        assertThat(after.replayed()).isTrue();
        assertThat(after.body()).isEqualTo(first);
        assertThat(TheSandbox.chargesOf(first.path("id").asString())).isEqualTo(1);
    }

    private void arm(String point) {
        armed = true;
        TheSandbox.restart(CORE_ENGINE, dyingAt(point));
    }

    /** Armed with the next point, or with none. */
    private void startsAgainAfterItsDeath(String next) {
        TheSandbox.platform().awaitExit(CORE_ENGINE, PATIENCE);
        TheSandbox.platform().start(CORE_ENGINE, dyingAt(next));
        TheSandbox.platform().awaitReady(CORE_ENGINE);
        armed = !next.isEmpty();
    }

    private static List<String> dyingAt(String point) {
        return point.isEmpty() ? List.of() : List.of("-Dtollbridge.crash-at=" + point);
    }

    private void paysANewOrder() {
        String key = UUID.randomUUID().toString();
        var paid = shop.api().post("/v1/payments", order("new-" + key), key).expect(201);
        assertThat(paid.path("status").asString()).isEqualTo("succeeded");
        assertThat(TheSandbox.chargesOf(paid.path("id").asString())).isEqualTo(1);
    }

    private void tryCall(String path, Map<String, Object> order, String key) {
        try {
            ApiClient.Answer answer = shop.api().post(path, order, key);
            assertThat(answer.status()).isIn(200, 201, 202, 502, 503, 504);
        } catch (UncheckedIOException _) {
            // the process died under the request: nobody knows, and nobody guesses
        }
    }

    private Map<String, Object> order(String reference) {
        var order = new HashMap<String, Object>();
        order.put("amount", 1300);
        order.put("currency", "EUR");
        order.put("confirm", true);
        order.put("merchant_reference", reference);
        order.put("payment_method", shop.card(GOOD));
        return order;
    }

    private JsonNode find(String reference) {
        return shop.api()
                .tryGet("/v1/payments?merchant_reference=" + reference)
                .body()
                .path("data")
                .path(0);
    }

    private List<String> told(String payment, String status) {
        String last = status.equals("succeeded") ? "payment.captured" : "payment.attempt_failed";
        return Waiting.until(
                "timeline of " + payment,
                PATIENCE,
                () ->
                        shop.api()
                                .tryGet("/v1/transactions/" + payment + "/timeline")
                                .body()
                                .path("data")
                                .valueStream()
                                .map(e -> e.path("type").asString())
                                .toList(),
                types -> types.contains(last));
    }
}
