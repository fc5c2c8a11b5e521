package io.tollbridge.operations;

import io.tollbridge.testkit.TestIdentity;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service under test as an operator, or as whoever is said; takes any answer. */
public final class OpsClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final RestClient http;

    /** An answer, refusals included. */
    public record Answer(int status, JsonNode body) {}

    public OpsClient(int port) {
        this.http = RestClient.create("http://127.0.0.1:" + port);
    }

    public Answer get(String path) {
        return get(path, TestIdentity.operator());
    }

    public Answer get(String path, String identity) {
        return answer(http.get().uri(path).header(TestIdentity.HEADER, identity));
    }

    public Answer post(String path, Map<String, ?> body) {
        return post(path, body, UUID.randomUUID().toString(), TestIdentity.operator());
    }

    public Answer post(String path, Map<String, ?> body, String key, String identity) {
        return answer(
                http.post()
                        .uri(path)
                        .header(TestIdentity.HEADER, identity)
                        .header("Idempotency-Key", key)
                        .body(body));
    }

    private static Answer answer(RestClient.RequestHeadersSpec<?> request) {
        return request.exchangeForRequiredValue((_, response) ->
                new Answer(response.getStatusCode().value(), JSON.readTree(response.getBody())));
    }
}
