package io.tollbridge.benchmarks.floor;

import io.tollbridge.benchmarks.load.Client;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Calls a service as siblings do, with the JDK's HttpURLConnection and a body of their size. */
final class CallClient implements Client {

    private static final byte[] BODY =
            ("{\"note\":\"" + "x".repeat(500) + "\"}").getBytes(StandardCharsets.US_ASCII);
    private static final int TIMEOUT_MILLIS = 10_000;

    private final URI at;

    CallClient(URI service) {
        at = service.resolve("/internal/v1/floor");
    }

    @Override
    public String turn() throws IOException {
        var connection = (HttpURLConnection) at.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (var out = connection.getOutputStream()) {
            out.write(BODY);
        }
        int status = connection.getResponseCode();
        try (var answer = connection.getErrorStream()) {
            if (answer != null) {
                answer.readAllBytes();
            }
        }
        return status == HttpURLConnection.HTTP_UNAUTHORIZED ? GOOD : "status " + status;
    }
}
