package io.tollbridge.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All services behind the gateway, as one real HTTP server: {@code /<service>/...} is what the
 * gateway sends to that service. Plays merchant-service for keys and remembers all requests.
 */
final class StubServices implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> grants = new ConcurrentHashMap<>();
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger keysAsked = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** A request as a service saw it. */
    record Seen(
            String service, String method, String path, Map<String, String> headers, String body) {
        @Nullable String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    StubServices() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String service) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + service;
    }

    /** Makes a key known. */
    void grant(String key, String kind, @Nullable String merchant, String scope) {
        grant(key, kind, merchant, scope, null);
    }

    /** Makes a key known that was rolled. */
    void grant(
            String key,
            String kind,
            @Nullable String merchant,
            String scope,
            @Nullable Instant expiresAt) {
        String who = merchant == null ? "" : "\"merchant_id\":\"" + merchant + "\",";
        String end = expiresAt == null ? "" : "\"expires_at\":\"" + expiresAt + "\",";
        grants.put(
                key,
                "{\"found\":true,\"key_id\":\"key_%s\",\"kind\":\"%s\",%s%s\"mode\":\"test\",\"scopes\":[\"%s\"]}"
                        .formatted(key, kind, who, end, scope));
    }

    int keysAsked() {
        return keysAsked.get();
    }

    /** The newest request whose path begins so. */
    Seen last(String pathPrefix) {
        return seen.stream()
                .filter(s -> s.path.startsWith(pathPrefix))
                .reduce((_, b) -> b)
                .orElseThrow();
    }

    boolean hasSeen(String path) {
        return seen.stream().anyMatch(s -> s.path.equals(path));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String whole = exchange.getRequestURI().toString();
        int slash = whole.indexOf('/', 1);
        String service = whole.substring(1, slash);
        String path = whole.substring(slash);
        var headers = new ConcurrentHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((n, v) -> headers.put(n.toLowerCase(Locale.ROOT), String.join(",", v)));
        seen.add(new Seen(service, exchange.getRequestMethod(), path, headers, body));
        switch (path) {
            case "/internal/v1/api_keys/authenticate" -> {
                keysAsked.incrementAndGet();
                String key = body.replaceAll(".*\"key\":\"([^\"]*)\".*", "$1");
                send(exchange, 200, grants.getOrDefault(key, "{\"found\":false,\"scopes\":[]}"));
            }
            case "/v3/api-docs" -> {
                String document = "{\"paths\":{\"/v1/" + service + "\":{\"get\":{}}}}";
                send(exchange, service.equals("finance") ? 404 : 200, document);
            }
            case "/v1/payments/pay_hang" -> hang(exchange);
            case "/v1/payments/pay_cut" -> exchange.close();
            default -> {
                exchange.getResponseHeaders().set("Request-Id", "from-service");
                exchange.getResponseHeaders().set("X-From", service);
                send(exchange, 200, "{\"service\":\"" + service + "\"}");
            }
        }
    }

    private void hang(HttpExchange exchange) {
        try {
            closing.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
