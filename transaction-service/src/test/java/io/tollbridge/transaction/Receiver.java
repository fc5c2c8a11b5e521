package io.tollbridge.transaction;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A merchant's webhook receiver on loopback. */
public final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean hangs;
    private volatile int failureStatus = 500;
    private volatile String answer = "";
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /** One call. */
    public record Received(String body, HttpHeaders headers, int status) {}

    public Receiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    /** The next so many calls whose body has these words are answered 500. */
    public void failing(String words, int times) {
        failures.put(words, times);
    }

    /** What failures are answered with; and where to, when it is a redirect. */
    public void failsWith(int status, String words) {
        failureStatus = status;
        answer = words;
    }

    /** Calls are answered no more, neither well nor badly. */
    public void hangs() {
        hangs = true;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public List<Received> accepted() {
        return received.stream().filter(one -> one.status() == 204).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = status(body);
        received.add(
                new Received(
                        body,
                        HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true),
                        status));
        if (hangs) {
            awaitClose();
        }
        byte[] words = (status == 204 ? "" : answer).getBytes(StandardCharsets.UTF_8);
        if (status / 100 == 3) {
            exchange.getResponseHeaders().set("Location", answer);
        }
        exchange.sendResponseHeaders(status, words.length == 0 ? -1 : words.length);
        exchange.getResponseBody().write(words);
        exchange.close();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private int status(String body) {
        for (var failure : failures.entrySet()) {
            if (body.contains(failure.getKey()) && failure.getValue() > 0) {
                failures.merge(failure.getKey(), -1, Integer::sum);
                return failureStatus;
            }
        }
        return 204;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
