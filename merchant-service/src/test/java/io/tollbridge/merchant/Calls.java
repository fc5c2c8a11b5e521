package io.tollbridge.merchant;

import io.tollbridge.testkit.TestIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service under test, as whom it is told. */
final class Calls {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    Calls(int port) {
        this.port = port;
    }

    record Answer(int status, String text, boolean replayed) {
        JsonNode json() {
            return JSON.readTree(text);
        }
    }

    Answer get(String identity, String path) {
        return send(request(identity, path).GET());
    }

    Answer post(String identity, String path, String body) {
        return post(identity, path, body, UUID.randomUUID().toString());
    }

    Answer post(String identity, String path, String body, String key) {
        return send("POST", identity, path, body, key);
    }

    Answer put(String identity, String path, String body) {
        return send("PUT", identity, path, body, UUID.randomUUID().toString());
    }

    Answer delete(String identity, String path) {
        return send("DELETE", identity, path, null, UUID.randomUUID().toString());
    }

    private Answer send(
            String method, String identity, String path, @Nullable String body, String key) {
        var publisher =
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body);
        return send(
                request(identity, path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .method(method, publisher));
    }

    private HttpRequest.Builder request(String identity, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header(TestIdentity.HEADER, identity);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Idempotent-Replayed").isPresent());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
