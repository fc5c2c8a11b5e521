package io.tollbridge.sandbox.client;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's webhook receiver on this machine; verifies with the Standard Webhooks library. */
public final class WebhookListener implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Webhook secret;

    /** An event whose signature was right, and when it came. */
    public record Received(Instant at, JsonNode event) {}

    public WebhookListener() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/hook", this::receive);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** The endpoint's secret, {@code whsec_...}. */
    public void trust(String endpointSecret) {
        try {
            secret = new Webhook(endpointSecret);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException("secret: empty (expected: whsec_...)", e);
        }
    }

    /** Events whose signature was right, in order of arrival. */
    public List<JsonNode> verified() {
        return received.stream().map(Received::event).toList();
    }

    /** The same with the time of each. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** Why deliveries were refused. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = judge(HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true), body);
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private int judge(HttpHeaders headers, String body) {
        Webhook known = secret;
        if (known == null) {
            return 503; // not told the secret yet: it will come again
        }
        try {
            known.verify(body, headers);
            received.add(new Received(InstantSource.system().instant(), JSON.readTree(body)));
            return 204;
        } catch (WebhookVerificationException e) {
            refused.add(String.valueOf(e.getMessage()));
            return 400;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
