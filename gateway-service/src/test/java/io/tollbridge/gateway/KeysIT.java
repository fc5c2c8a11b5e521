package io.tollbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.merchants.ApiKeyRevoked;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.starter.event.OutgoingEvent;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whose keys pass, and what becomes of those that are none. */
class KeysIT extends RunningGateway {

    @Test
    void who_shows_no_key_or_a_wrong_one_is_refused() {
        var bare = HttpRequest.newBuilder(uri("/v1/payments")).GET();
        HttpResponse<String> answer = send(bare);
        problem(answer, 401, "invalid_api_key");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        problem(send(bare.header("Authorization", "Bearer sk_test_wrong")), 401, "invalid_api_key");
    }

    @Test
    void a_key_may_come_as_a_basic_user() {
        String basic =
                Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(uri("/v1/balance"))
                        .header("Authorization", "Basic " + basic);
        assertThat(send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void a_publishable_key_only_makes_tokens() {
        String publishable = key.replace("sk_", "pk_");
        SERVICES.grant(publishable, "publishable", merchant, "tokens:write");
        var tokens =
                HttpRequest.newBuilder(uri("/v1/tokens"))
                        .header("Authorization", "Bearer " + publishable)
                        .POST(BodyPublishers.ofString("{}"));
        assertThat(send(tokens).statusCode()).isEqualTo(200);
        var payments =
                HttpRequest.newBuilder(uri("/v1/payments"))
                        .header("Authorization", "Bearer " + publishable);
        problem(send(payments), 403, "publishable_key_not_allowed");
    }

    @Test
    void a_key_is_asked_for_once_and_stands_nowhere_in_redis() {
        int before = SERVICES.keysAsked();
        for (int i = 0; i < 5; i++) {
            assertThat(send(get("/v1/balance")).statusCode()).isEqualTo(200);
        }
        assertThat(SERVICES.keysAsked() - before).isEqualTo(1);
        await().until(() -> !redis.keys("gateway:grant:*").isEmpty());
        assertThat(redis.keys("*"))
                .noneMatch(name ->
                        name.contains(key.substring(0, 20))
                                && !name.startsWith("gateway:limit:key_"));
        redis.keys("gateway:grant:*")
                .forEach(name ->
                        assertThat(redis.opsForValue().get(name)).doesNotContain("sk_test_"));
    }

    @Test
    void an_unknown_key_is_asked_for_once_in_a_while_only() {
        int before = SERVICES.keysAsked();
        for (int i = 0; i < 5; i++) {
            var wrong =
                    HttpRequest.newBuilder(uri("/v1/balance"))
                            .header("Authorization", "Bearer " + key + "x");
            assertThat(send(wrong).statusCode()).isEqualTo(401);
        }
        assertThat(SERVICES.keysAsked() - before).isEqualTo(1);
    }

    @Test
    void who_guesses_keys_is_refused_before_they_are_looked_up() {
        assertThat(send(get("/v1/balance")).statusCode()).isEqualTo(200);
        HttpResponse<String> refused =
                Stream.generate(() -> send(guess()))
                        .limit(500)
                        .filter(answer -> answer.statusCode() == 429)
                        .findFirst()
                        .orElseThrow();
        JsonNode body = problem(refused, 429, "rate_limited");
        assertThat(body.get("violated-policies").get(0).asString()).isEqualTo("unauthenticated");
        assertThat(refused.headers().firstValue("Retry-After").orElse("")).matches("[1-9]+");
        assertThat(refused.headers().firstValue("RateLimit-Policy"))
                .contains("\"unauthenticated\";q=20;w=4");

        int before = SERVICES.keysAsked();
        long refusals =
                Stream.generate(() -> send(guess()))
                        .limit(50)
                        .filter(answer -> answer.statusCode() == 429)
                        .count();
        assertThat(SERVICES.keysAsked() - before).isEqualTo(50 - refusals);
        assertThat(refusals).isGreaterThan(20);
        assertThat(send(get("/v1/balance")).statusCode()).as("a key known here").isEqualTo(200);
        redis.delete("gateway:limit:guess:127.0.0.1");
    }

    private HttpRequest.Builder guess() {
        return HttpRequest.newBuilder(uri("/v1/balance"))
                .header("Authorization", "Bearer sk_test_" + UUID.randomUUID());
    }

    @Test
    void good_keys_are_no_guesses_however_many_there_are() {
        for (int i = 0; i < 100; i++) {
            newMerchant();
            assertThat(send(get("/v1/balance")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_rolled_key_is_refused_from_its_end_on_whatever_the_caches_say() {
        SERVICES.grant(key, "secret", merchant, "*", clock.instant().plusSeconds(3600));
        assertThat(send(get("/v1/balance")).statusCode()).isEqualTo(200);
        int asked = SERVICES.keysAsked();
        clock.follow(clock.offset().plusSeconds(3601).toMillis());
        problem(send(get("/v1/balance")), 401, "invalid_api_key");
        assertThat(SERVICES.keysAsked()).as("out of memory").isEqualTo(asked);
    }

    @Test
    void a_revoked_key_is_refused_at_once_whatever_the_caches_say() {
        assertThat(send(get("/v1/balance")).statusCode()).isEqualTo(200);
        String keyId = "key_" + key;
        events.publish(
                List.of(
                        new OutgoingEvent(
                                new ApiKeyRevoked(keyId, new MerchantId(merchant)),
                                keyId,
                                keyId + ":1",
                                1,
                                Instant.EPOCH)));
        await().until(() -> send(get("/v1/balance")).statusCode() == 401);
    }
}
