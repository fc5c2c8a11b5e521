package io.tollbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.identity.IdentityVerifier;
import io.tollbridge.testkit.ServiceTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway in front of services that are played, and a merchant with a key for each test. */
@ServiceTest
abstract class RunningGateway {

    static final StubServices SERVICES = new StubServices();
    static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort int port;
    @LocalManagementPort int managementPort;
    @Autowired IdentityVerifier identities;
    @Autowired EventPublisher events;
    @Autowired StringRedisTemplate redis;
    @Autowired BusinessClock clock;

    /** An answer that never comes fails its test instead of holding up the build. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String key = "";
    String merchant = "";

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        for (String service :
                List.of(
                        "checkout",
                        "transaction",
                        "core-engine",
                        "merchant",
                        "compensation",
                        "settlement",
                        "reconciliation",
                        "accounting",
                        "finance",
                        "operations",
                        "channel")) {
            registry.add("tollbridge.services." + service + ".url", () -> SERVICES.url(service));
        }
        registry.add("tollbridge.services.risk.url", () -> "http://127.0.0.1:1"); // nobody there
        registry.add("tollbridge.gateway.limit.test-rps", () -> "20");
        registry.add("tollbridge.gateway.limit.redis-timeout", () -> "2s");
    }

    @BeforeEach
    void newMerchant() {
        String id = UUID.randomUUID().toString().replace("-", "");
        merchant = "mch_" + id;
        key = "sk_test_" + id;
        SERVICES.grant(key, "secret", merchant, "*");
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + key);
    }

    HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.get("code").asString()).isEqualTo(code);
        assertThat(body.get("status").asInt()).isEqualTo(status);
        assertThat(body.get("title").asString()).isNotEmpty();
        assertThat(body.get("request_id").asString())
                .isEqualTo(answer.headers().firstValue("Request-Id").orElse(""));
        return body;
    }
}
