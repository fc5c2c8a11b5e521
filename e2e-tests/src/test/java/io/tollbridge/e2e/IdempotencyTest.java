package io.tollbridge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.Merchant;
import io.tollbridge.sandbox.client.Waiting;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** One effect and one answer per key, on every mutating route that the platform says it has. */
class IdempotencyTest {

    private static final Set<String> MUTATING = Set.of("post", "put", "patch", "delete");
    private static final int CALLS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Merchant SHOP = TheSandbox.merchant("Once Ltd");
    private static final MutatingCalls CALLS_BY_ROUTE =
            new MutatingCalls(SHOP, TheSandbox.operator());

    static Stream<String> routes() {
        var gateway = new ApiClient(TheSandbox.addresses().gateway(), null);
        var document =
                Waiting.until(
                        "no service is silent",
                        PATIENCE,
                        () -> gateway.get("/docs/openapi.json"),
                        seen -> seen.path("info").path("x-silent-services").isEmpty());
        return document.path("paths")
                .propertyStream()
                .flatMap(path ->
                        path.getValue().propertyNames().stream()
                                .filter(MUTATING::contains)
                                .map(method ->
                                        method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void the_second_call_with_a_key_has_the_answer_of_the_first(String route) {
        String method = route.substring(0, route.indexOf(' '));
        var call = CALLS_BY_ROUTE.of(route);
        var without = call.send(method, null);
        assertThat(without.status()).isEqualTo(400);
        assertThat(code(without)).isEqualTo("idempotency_key_missing");
        if (MutatingCalls.NEED_TROUBLE.contains(route)) {
            return;
        }

        String key = UUID.randomUUID().toString();
        var first = call.send(method, key);
        assertThat(first.status()).as("%s", first).isBetween(200, 299);
        assertThat(first.replayed()).isFalse();

        var again = call.send(method, key);
        assertThat(again.replayed()).isTrue();
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());

        var other = call.by().call(method, call.path(), call.other(), key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(code(other)).isEqualTo("idempotency_key_reused");
    }

    @Test
    void a_thousand_calls_at_once_with_one_key_have_one_effect_though_redis_is_lost()
            throws Exception {
        var order = CALLS_BY_ROUTE.order(1_700);
        String key = UUID.randomUUID().toString();
        var answered = new AtomicInteger();
        Callable<List<ApiClient.Answer>> call =
                () -> {
                    if (answered.incrementAndGet() == CALLS / 2) {
                        TheSandbox.platform().kill9("redis");
                    }
                    return pay(order, key);
                };
        var answers = new ArrayList<ApiClient.Answer>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<ApiClient.Answer>> one :
                    clients.invokeAll(Collections.nCopies(CALLS, call))) {
                answers.addAll(one.get());
            }
        } finally {
            TheSandbox.platform().start("redis", List.of());
            TheSandbox.platform().awaitReady("redis");
        }

        var last = SHOP.api().post("/v1/payments", order, key);
        assertThat(last.status()).isEqualTo(201);
        assertThat(last.replayed()).isTrue();
        String payment = last.body().path("id").asString();
        assertThat(TheSandbox.chargesOf(payment)).isEqualTo(1);
        assertThat(answers).extracting(ApiClient.Answer::status).isSubsetOf(201, 409, 503, 504);
        var done = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(done)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.body()).isEqualTo(last.body()));
        assertThat(done.stream().filter(answer -> !answer.replayed())).hasSizeLessThan(2);
        String reference = String.valueOf(order.get("merchant_reference"));
        var listed =
                Waiting.until(
                        "the list knows " + payment,
                        PATIENCE,
                        () -> SHOP.api().all("/v1/payments?merchant_reference=" + reference),
                        found -> !found.isEmpty());
        assertThat(listed).extracting(one -> one.path("id").asString()).containsExactly(payment);
    }

    /** Its answer; none, when the connection broke. */
    private static List<ApiClient.Answer> pay(Object order, String key) {
        try {
            return List.of(SHOP.api().post("/v1/payments", order, key));
        } catch (UncheckedIOException _) {
            return List.of();
        }
    }

    private static String code(ApiClient.Answer answer) {
        JsonNode body = answer.body();
        return body.path("code").asString("");
    }
}
