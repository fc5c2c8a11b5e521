package io.tollbridge.sandbox.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls an HTTP API with a key, JSON both ways. */
public final class ApiClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private final URI base;
    private final @Nullable String key;

    public ApiClient(URI base, @Nullable String key) {
        this.base = base;
        this.key = key;
    }

    /** An answer: status, JSON body and whether it was replayed. */
    public record Answer(int status, JsonNode body, boolean replayed) {

        /** The body, if the status is as expected. */
        public JsonNode expect(int... statuses) {
            for (int expected : statuses) {
                if (status == expected) {
                    return body;
                }
            }
            throw new IllegalStateException(
                    "answer " + status + " " + body + " (expected: " + List.of(statuses[0]) + ")");
        }
    }

    public JsonNode get(String path) {
        return send(request(path).GET()).expect(200);
    }

    /** As {@link #get}, but any status. */
    public Answer tryGet(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, Object body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    public Answer post(String path, Object body, String idempotencyKey) {
        return call("POST", path, body, idempotencyKey);
    }

    /**
     * Any call.
     *
     * @param body as JSON; null: none
     * @param idempotencyKey null: the call has none
     */
    public Answer call(
            String method, String path, @Nullable Object body, @Nullable String idempotencyKey) {
        var request = request(path);
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        if (body == null) {
            return send(request.method(method, HttpRequest.BodyPublishers.noBody()));
        }
        return send(
                request.header("Content-Type", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofByteArray(
                                        JSON.writeValueAsBytes(body))));
    }

    /** All rows of a list, page after page. */
    public List<JsonNode> all(String path) {
        var rows = new ArrayList<JsonNode>();
        String separator = path.contains("?") ? "&" : "?";
        String cursor = "";
        do {
            JsonNode page = get(path + separator + "limit=100" + cursor);
            page.path("data").forEach(rows::add);
            cursor =
                    page.path("has_more").asBoolean()
                            ? "&cursor=" + page.path("next_cursor").asString()
                            : "";
        } while (!cursor.isEmpty());
        return rows;
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(40));
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    private static Answer send(HttpRequest.Builder request) {
        var asked = request.build();
        try {
            var answer = HTTP.send(asked, HttpResponse.BodyHandlers.ofByteArray());
            boolean replayed = answer.headers().firstValue("Idempotent-Replayed").isPresent();
            return new Answer(answer.statusCode(), body(answer.body()), replayed);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + asked.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode body(byte[] bytes) {
        return bytes.length > 0 && (bytes[0] == '{' || bytes[0] == '[')
                ? JSON.readTree(bytes)
                : JSON.createObjectNode();
    }
}
