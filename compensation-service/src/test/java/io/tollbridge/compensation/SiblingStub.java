package io.tollbridge.compensation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Channel-service and core-engine on loopback: answers what a test has put down for an operation
 * and an attempt, the last answer for ever, and remembers what it was asked.
 */
final class SiblingStub implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    SiblingStub() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next answer to an operation on an attempt; a number is an HTTP status. */
    void when(String operation, String id, String... bodies) {
        answers.put(operation + " " + id, new ConcurrentLinkedDeque<>(List.of(bodies)));
    }

    /** What was asked of an attempt, in order. */
    List<String> calls(String id) {
        return calls.stream()
                .filter(call -> call.endsWith(" " + id))
                .map(call -> call.substring(0, call.indexOf(' ')))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String call = call(exchange.getRequestURI().getPath(), body);
        calls.add(call);
        var queue = answers.get(call);
        String answer = queue == null ? "404" : queue.size() > 1 ? queue.poll() : queue.peek();
        boolean isStatus = answer == null || answer.length() == 3;
        byte[] bytes = isStatus ? new byte[0] : answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(
                isStatus ? Integer.parseInt(String.valueOf(answer)) : 200,
                bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String call(String path, String body) {
        String[] parts = path.split("/", -1);
        String last = parts[parts.length - 1];
        return switch (last) {
            case "resolution" -> "resolve " + parts[parts.length - 2];
            default -> last + " " + body.replaceAll("(?s).*?\"reference\":\"([^\"]+)\".*", "$1");
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
