package io.tollbridge.checkout.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tollbridge.starter.json.KernelModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A sibling service of a test: a real HTTP server on loopback with a few routes. */
public final class StubServer implements AutoCloseable {

    static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(new KernelModule())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private final HttpServer server;
    private final Map<Pattern, Function<Call, Reply>> routes = new LinkedHashMap<>();

    StubServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /** A request: what the route's groups matched, and the rest. */
    record Call(Matcher path, HttpExchange exchange, byte[] body) {

        <T> T as(Class<T> type) {
            return JSON.readValue(body, type);
        }

        String key() {
            return exchange.getRequestHeaders().getFirst("Idempotency-Key");
        }
    }

    /** An answer; status 0 hangs up without one. */
    record Reply(int status, Object body) {

        static Reply of(Object body) {
            return new Reply(200, body);
        }

        static Reply problem(int status, String code) {
            return new Reply(status, Map.of("code", code));
        }

        static Reply hangUp() {
            return new Reply(0, "");
        }
    }

    StubServer on(String methodAndPath, Function<Call, Reply> handler) {
        routes.put(Pattern.compile(methodAndPath), handler);
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            for (var route : routes.entrySet()) {
                var matcher = route.getKey().matcher(asked);
                if (matcher.matches()) {
                    answer(exchange, route.getValue().apply(new Call(matcher, exchange, body)));
                    return;
                }
            }
            answer(exchange, Reply.problem(404, "not_found"));
        }
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.status() == 0) {
            return; // closing without an answer is a connection that broke
        }
        byte[] content = JSON.writeValueAsBytes(reply.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), content.length);
        exchange.getResponseBody().write(content);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
