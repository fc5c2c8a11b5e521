package io.tollbridge.sandbox.servers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Readiness over HTTP, on this machine. */
public final class HttpProbe {
    private static final int TIMEOUT_MILLIS = 2_000;

    private HttpProbe() {}

    /** The service says that it takes requests. */
    public static boolean isReady(int managementPort) throws IOException {
        var connection = open(managementPort, "/actuator/health/readiness");
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                return false;
            }
            try (var body = connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8)
                        .contains("\"status\":\"UP\"");
            }
        } finally {
            connection.disconnect();
        }
    }

    /** Somebody speaks HTTP there, whatever the answer. */
    public static boolean answers(int port) throws IOException {
        var connection = open(port, "/");
        try {
            return connection.getResponseCode() > 0;
        } finally {
            connection.disconnect();
        }
    }

    private static HttpURLConnection open(int port, String path) throws IOException {
        var connection =
                (HttpURLConnection)
                        URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        return connection;
    }
}
