package io.tollbridge.simulator.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Plain calls to a simulator on this machine. */
public final class TestHttp {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private TestHttp() {}

    public static HttpResponse<String> get(int port, String path)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(port, path)).GET());
    }

    public static HttpResponse<String> post(int port, String path, String body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(at(port, path))
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
