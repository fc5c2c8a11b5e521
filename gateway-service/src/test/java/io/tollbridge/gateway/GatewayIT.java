package io.tollbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.gateway.StubServices.Seen;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.identity.IdentityVerifier;
import io.tollbridge.testkit.TestIdentity;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GatewayIT extends RunningGateway {

    private static final String REQUEST = "0190b6a4-7d4c-7c3e-9d5f-2b8c1a6e4f00.1";

    @Test
    void a_request_reaches_its_service_with_a_signed_identity_and_without_the_key() {
        HttpResponse<String> answer =
                send(
                        get("/v1/payments/pay_1?expand=attempts")
                                .header("Idempotency-Key", "k1")
                                .header("X-Forwarded-For", "10.1.1.1")
                                .header(
                                        IdentityVerifier.HEADER,
                                        TestIdentity.merchant("mch_someone_else")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-From")).contains("core-engine");
        Seen seen = SERVICES.last("/v1/payments/pay_1");
        assertThat(seen.path()).isEqualTo("/v1/payments/pay_1?expand=attempts");
        Caller caller = identities.verify(seen.header(IdentityVerifier.HEADER)).orElseThrow();
        assertThat(caller.merchantId()).isEqualTo(new MerchantId(merchant));
        assertThat(caller.kind()).isEqualTo(Caller.Kind.MERCHANT);
        assertThat(caller.scopes()).containsExactly("*");
        assertThat(seen.header("Authorization")).isNull();
        assertThat(seen.headers().values()).noneMatch(value -> value.contains(key));
        assertThat(seen.header("Idempotency-Key")).isEqualTo("k1");
        assertThat(seen.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
    }

    @Test
    void request_id_trace_version_and_deadline_go_in_and_out() {
        HttpResponse<String> own =
                send(
                        get("/v1/events")
                                .header("Request-Id", REQUEST)
                                .header(
                                        "traceparent",
                                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                                .header("X-Request-Deadline", "5000"));

        Seen seen = SERVICES.last("/v1/events");
        assertThat(seen.header("Request-Id")).isEqualTo(REQUEST);
        assertThat(seen.header("traceparent"))
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                .doesNotContain("b7ad6b7169203331");
        assertThat(Long.parseLong(String.valueOf(seen.header("X-Request-Deadline"))))
                .isBetween(1L, 5000L);
        assertThat(seen.header("Tollbridge-Version")).isEqualTo("2026-11-22");
        assertThat(own.headers().allValues("Request-Id")).containsExactly(REQUEST);
        assertThat(own.headers().firstValue("Tollbridge-Version")).contains("2026-11-22");
        assertThat(own.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(send(get("/v1/events")).headers().firstValue("Request-Id").orElse(""))
                .startsWith("req_");
    }

    @Test
    void an_unknown_version_is_refused() {
        problem(
                send(get("/v1/events").header("Tollbridge-Version", "2020-01-01")),
                400,
                "unknown_version");
    }

    @Test
    void a_body_goes_through_as_it_is() {
        String body = "{\"amount\":1}";
        send(request("/v1/payments").POST(BodyPublishers.ofString(body)));
        assertThat(SERVICES.last("/v1/payments").body()).isEqualTo(body);
        assertThat(SERVICES.last("/v1/payments").service()).isEqualTo("core-engine");
        send(get("/v1/payments"));
        assertThat(SERVICES.last("/v1/payments").service()).isEqualTo("transaction");
    }

    @Test
    void a_shopper_needs_no_key_for_a_page_and_is_nobody() {
        send(HttpRequest.newBuilder(uri("/pay/cs_1")));
        Caller caller =
                identities
                        .verify(SERVICES.last("/pay/cs_1").header(IdentityVerifier.HEADER))
                        .orElseThrow();
        assertThat(caller.kind()).isEqualTo(Caller.Kind.ANONYMOUS);
        assertThat(caller.merchantId()).isNull();
        send(HttpRequest.newBuilder(uri("/v1/tokens/key")));
        assertThat(SERVICES.last("/v1/tokens/key").service()).isEqualTo("channel");
    }

    @Test
    void what_does_not_exist_is_not_found_and_a_doubtful_path_goes_no_further() {
        problem(send(get("/v1/unicorns")), 404, "route_not_found");
        problem(send(get("/internal/v1/api_keys/authenticate")), 404, "route_not_found");
        problem(send(get("/actuator/health")), 404, "route_not_found");
        problem(send(get("/v1/payments/..%2f..%2finternal")), 400, "invalid_path");
        assertThat(SERVICES.hasSeen("/v1/unicorns")).isFalse();
    }

    @Test
    void a_body_over_the_limit_is_refused_announced_or_not() {
        byte[] big = new byte[300 * 1024];
        problem(
                send(request("/v1/payments").POST(BodyPublishers.ofByteArray(big))),
                413,
                "body_too_large");
        problem(
                send(
                        request("/v1/payments")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(big)))),
                413,
                "body_too_large");
        byte[] fits = new byte[200 * 1024];
        assertThat(
                        send(request("/v1/payments")
                                        .POST(
                                                BodyPublishers.ofInputStream(
                                                        () -> new ByteArrayInputStream(fits))))
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_service_that_is_down_slow_or_breaks_off_gives_a_problem() {
        HttpResponse<String> down = send(get("/v1/risk/rules"));
        problem(down, 503, "service_unavailable");
        assertThat(down.headers().firstValue("Retry-After")).isPresent();
        problem(
                send(get("/v1/payments/pay_hang").header("X-Request-Deadline", "300")),
                504,
                "upstream_timeout");
        problem(send(get("/v1/payments/pay_cut")), 502, "upstream_broken");
    }

    @Test
    void who_calls_too_often_is_told_when_to_come_back() {
        HttpResponse<String> first = send(get("/v1/balance"));
        assertThat(first.headers().firstValue("RateLimit-Policy")).contains("\"test\";q=20;w=1");
        assertThat(first.headers().firstValue("RateLimit").orElse(""))
                .matches("\"test\";r=\\d+;t=1");
        HttpResponse<String> refused =
                Stream.generate(() -> send(get("/v1/balance")))
                        .limit(500)
                        .filter(answer -> answer.statusCode() == 429)
                        .findFirst()
                        .orElseThrow();
        JsonNode body = problem(refused, 429, "rate_limited");
        assertThat(body.get("type").asString()).endsWith("#quota-exceeded");
        assertThat(body.get("violated-policies").get(0).asString()).isEqualTo("test");
        assertThat(refused.headers().firstValue("Retry-After").orElse("")).matches("[12]");
    }

    @Test
    void a_connection_is_read_on_after_an_answer_that_was_ready_when_its_turn_came()
            throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            var answers =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            String slow = ask("/v1/balance", key); // its key is to be asked for
            String ready = ask("/nowhere", key); // refused without asking anybody
            socket.getOutputStream().write((slow + ready).getBytes(StandardCharsets.US_ASCII));
            assertThat(nextStatus(answers)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(nextStatus(answers)).isEqualTo("HTTP/1.1 404 Not Found");

            socket.getOutputStream().write(ready.getBytes(StandardCharsets.US_ASCII));
            assertThat(nextStatus(answers)).isEqualTo("HTTP/1.1 404 Not Found");
        }
    }

    private static String ask(String path, String key) {
        return "GET "
                + path
                + " HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer "
                + key
                + "\r\n\r\n";
    }

    /** Skips what is left of the answer before. */
    private static String nextStatus(BufferedReader answers) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.contains("HTTP/1.1 ")) {
            line = answers.readLine();
        }
        return line == null ? "closed" : line.substring(line.indexOf("HTTP/1.1 "));
    }

    @Test
    void the_page_with_the_api_names_what_is_missing() {
        HttpResponse<String> page = send(HttpRequest.newBuilder(uri("/docs")));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
        assertThat(send(HttpRequest.newBuilder(uri("/docs/docs.js"))).statusCode()).isEqualTo(200);
        JsonNode document =
                JSON.readTree(send(HttpRequest.newBuilder(uri("/docs/openapi.json"))).body());
        assertThat(document.get("paths").propertyNames())
                .contains("/v1/core-engine", "/v1/merchant");
        assertThat(document.get("info").get("x-silent-services").toString())
                .contains("finance", "risk");
        problem(send(HttpRequest.newBuilder(uri("/docs/nothing"))), 404, "route_not_found");
    }

    @Test
    void health_and_metrics_are_on_the_management_port_without_a_key() {
        URI health =
                URI.create("http://localhost:" + managementPort + "/actuator/health/readiness");
        assertThat(send(HttpRequest.newBuilder(health)).statusCode()).isEqualTo(200);
        URI metrics = URI.create("http://localhost:" + managementPort + "/actuator/prometheus");
        assertThat(send(HttpRequest.newBuilder(metrics)).body())
                .contains("tollbridge_gateway_limit_refused");
        URI routed = URI.create("http://localhost:" + managementPort + "/v1/balance");
        assertThat(send(HttpRequest.newBuilder(routed)).statusCode()).isEqualTo(404);
    }
}
