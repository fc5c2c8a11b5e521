package io.tollbridge.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes are exact paths, or a prefix ending in {@code /*} whose rest is one variable. */
public final class JsonHttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JsonHttpServer.class);
    private static final int BODY_BYTES_MAX = 1 << 20;

    /** Answers one call; a {@link Problem} it throws is sent as problem+json. */
    @FunctionalInterface
    public interface Handler {
        HttpAnswer handle(HttpCall call) throws IOException;
    }

    private record Route(String method, String path, Handler handler) {
        boolean matchesPath(String requested) {
            return isPrefix()
                    ? requested.startsWith(prefix()) && requested.length() > prefix().length()
                    : requested.equals(path);
        }

        boolean isPrefix() {
            return path.endsWith("/*");
        }

        String prefix() {
            return path.substring(0, path.length() - 1);
        }
    }

    private final HttpServer server;
    private final List<Route> routes = new ArrayList<>();

    public JsonHttpServer(String host, int port) throws IOException {
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 128);
        } catch (IOException busy) {
            throw new IOException("HTTP port " + port + ": " + busy.getMessage(), busy);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
    }

    public JsonHttpServer route(String method, String path, Handler handler) {
        routes.add(new Route(method, path, handler));
        return this;
    }

    public void start() {
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpAnswer answer;
            try {
                answer = dispatch(exchange);
            } catch (Problem problem) {
                answer = HttpAnswer.problem(problem);
            } catch (RuntimeException failed) {
                LOG.error("request_failed path={}", exchange.getRequestURI().getPath(), failed);
                answer = HttpAnswer.problem(new Problem(500, "api_error", failed + "", null));
            }
            send(exchange, answer);
        }
    }

    private HttpAnswer dispatch(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        List<Route> known = routes.stream().filter(route -> route.matchesPath(path)).toList();
        if (known.isEmpty()) {
            throw Problem.notFound("no such route: " + path);
        }
        String method = exchange.getRequestMethod();
        Route route =
                known.stream()
                        .filter(candidate -> candidate.method().equals(method))
                        .findFirst()
                        .orElseThrow(() ->
                                new Problem(
                                        405,
                                        "method_not_allowed",
                                        method + " is not known for " + path,
                                        null));
        byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            throw new Problem(413, "body_too_large", "at most " + BODY_BYTES_MAX + " bytes", null);
        }
        String variable = route.isPrefix() ? path.substring(route.prefix().length()) : "";
        return route.handler()
                .handle(
                        new HttpCall(
                                exchange.getRequestURI(),
                                variable,
                                new String(body, StandardCharsets.UTF_8)));
    }

    private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status(), 0);
        try (OutputStream out = exchange.getResponseBody()) {
            answer.body().writeTo(out);
        }
    }

    @Override
    public void close() {
        server.stop(1);
    }
}
