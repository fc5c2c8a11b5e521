package io.tollbridge.testkit.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One effect and one answer per key, over HTTP and on real Cassandra. */
@ServiceTest
@TestPropertySource(properties = "spring.application.name=once-service")
class IdempotencyIT {

    private static final String BODY = "{\"amount\":5,\"to\":\"x\"}";

    @SpringBootApplication
    static class OnceApplication {
        @Bean
        Desk desk() {
            return new Desk();
        }
    }

    @RestController
    static class Desk {
        final AtomicInteger done = new AtomicInteger();
        volatile CountDownLatch reached = new CountDownLatch(0);
        volatile CountDownLatch goOn = new CountDownLatch(0);

        @PostMapping("/v1/{what}")
        @ResponseStatus(HttpStatus.CREATED)
        String act(@PathVariable String what, @RequestBody String body) throws Exception {
            int number = done.incrementAndGet();
            switch (what) {
                case "refused" -> throw ProblemException.conflict("not_now", "try later");
                case "failing" -> throw new IllegalStateException("broken");
                case "slow" -> {
                    reached.countDown();
                    goOn.await();
                }
                default -> {}
            }
            return number + " of " + body;
        }

        @GetMapping("/v1/{what}")
        String look(@PathVariable String what) {
            return what;
        }
    }

    @LocalServerPort int port;
    @Autowired Desk desk;
    @Autowired CqlSession session;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String me = TestIdentity.merchant("mch_me");
    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void forget() {
        desk.done.set(0);
    }

    @Test
    void the_same_request_again_has_no_effect_and_the_same_answer() throws Exception {
        var first = post("/v1/thing", me, BODY, key);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();

        var again = post("/v1/thing", me, "{ \"to\": \"x\",\n \"amount\": 5 }", key);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(again.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(desk.done).hasValue(1);
    }

    @Test
    void another_request_with_the_same_key_is_refused() throws Exception {
        post("/v1/thing", me, BODY, key);
        assertProblem(post("/v1/thing", me, "{\"amount\":6}", key), 422, "idempotency_key_reused");
        assertProblem(post("/v1/other", me, BODY, key), 422, "idempotency_key_reused");
        assertThat(desk.done).hasValue(1);
    }

    @Test
    void a_key_is_wanted_once_and_well_formed() throws Exception {
        assertProblem(post("/v1/thing", me, BODY), 400, "idempotency_key_missing");
        assertProblem(post("/v1/thing", me, BODY, key, key), 400, "idempotency_key_repeated");
        assertProblem(post("/v1/thing", me, BODY, "two words"), 400, "idempotency_key_malformed");
        assertProblem(
                post("/v1/thing", me, BODY, "k".repeat(256)), 400, "idempotency_key_malformed");
        assertThat(post("/v1/thing", me, BODY, "k".repeat(255)).statusCode()).isEqualTo(201);
        assertThat(desk.done).hasValue(1);
    }

    @Test
    void a_read_needs_no_key() throws Exception {
        var request = request("/v1/thing", me).GET().build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void a_key_is_its_callers_own() throws Exception {
        post("/v1/thing", me, BODY, key);
        var other = post("/v1/thing", TestIdentity.merchant("mch_other"), "{}", key);
        assertThat(other.statusCode()).isEqualTo(201);
        assertThat(post("/v1/thing", TestIdentity.operator(), "[]", key).statusCode())
                .isEqualTo(201);
        assertThat(desk.done).hasValue(3);
    }

    @Test
    void a_refusal_and_a_failure_are_not_kept_and_may_be_tried_again() throws Exception {
        assertProblem(post("/v1/refused", me, BODY, key), 409, "not_now");
        assertProblem(post("/v1/refused", me, BODY, key), 409, "not_now");
        assertThat(desk.done).hasValue(2);

        assertProblem(post("/v1/failing", me, BODY, key), 500, "internal_error");
        assertThat(post("/v1/thing", me, BODY, key).statusCode()).isEqualTo(201);
    }

    @Test
    void while_the_first_is_being_worked_on_the_second_is_told_to_wait() throws Exception {
        desk.reached = new CountDownLatch(1);
        desk.goOn = new CountDownLatch(1);
        var first =
                http.sendAsync(
                        request("/v1/slow", me, key).POST(BodyPublishers.ofString(BODY)).build(),
                        BodyHandlers.ofString());
        desk.reached.await();
        var second = post("/v1/slow", me, BODY, key);
        assertProblem(second, 409, "idempotency_key_in_flight");
        assertThat(second.headers().firstValue("Retry-After")).contains("1");

        desk.goOn.countDown();
        assertThat(first.get().statusCode()).isEqualTo(201);
        assertThat(post("/v1/slow", me, BODY, key).body()).isEqualTo(first.get().body());
        assertThat(desk.done).hasValue(1);
    }

    @Test
    void what_a_dead_process_has_claimed_is_taken_over_after_its_lease() throws Exception {
        post("/v1/thing", me, BODY, key);
        String row = " WHERE scope = 'MERCHANT|mch_me|test' AND key = '" + key + "'";
        // As the process leaves it that died before it answered.
        session.execute(
                "UPDATE idempotency SET body = null, status = null, claimed_at = '"
                        + Instant.EPOCH
                        + "'"
                        + row
                        + " IF EXISTS");

        assertThat(post("/v1/thing", me, BODY, key).statusCode()).isEqualTo(201);
        assertThat(post("/v1/thing", me, BODY, key).headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(desk.done).hasValue(2);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.headers().firstValue("Idempotent-Replayed")).isEmpty();
    }

    private HttpResponse<String> post(String path, String identity, String body, String... keys)
            throws IOException, InterruptedException {
        return http.send(
                request(path, identity, keys).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String identity, String... keys) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header(TestIdentity.HEADER, identity)
                        .header("Content-Type", "application/json");
        for (String one : keys) {
            request.header("Idempotency-Key", one);
        }
        return request;
    }
}
