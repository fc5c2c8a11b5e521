package io.tollbridge.transaction;

import io.tollbridge.testkit.TestIdentity;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Calls the service under test as a merchant. */
public record Client(RestClient http, int port, String merchant) {

    public JsonNode get(String path) {
        return call(HttpMethod.GET, path, null);
    }

    public JsonNode post(String path, Object body) {
        return call(HttpMethod.POST, path, body);
    }

    public JsonNode delete(String path) {
        return call(HttpMethod.DELETE, path, null);
    }

    private JsonNode call(HttpMethod method, String path, @Nullable Object body) {
        var request =
                http.method(method)
                        .uri("http://127.0.0.1:" + port + path)
                        .header(TestIdentity.HEADER, TestIdentity.merchant(merchant))
                        .header("Idempotency-Key", UUID.randomUUID().toString());
        var answer = (body == null ? request : request.body(body)).retrieve().body(JsonNode.class);
        return Objects.requireNonNull(answer);
    }
}
