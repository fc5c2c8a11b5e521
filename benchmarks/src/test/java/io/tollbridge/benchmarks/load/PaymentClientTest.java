package io.tollbridge.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentClientTest {

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/payments",
                exchange -> {
                    byte[] asked = exchange.getRequestBody().readAllBytes();
                    bodies.add(new String(asked, StandardCharsets.UTF_8));
                    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                    boolean refuse = bodies.size() % 3 == 0;
                    byte[] answer =
                            (refuse
                                            ? "{\"status\":402,\"code\":\"card_declined\"}"
                                            : "{\"id\":\"pay_1\",\"status\":\"succeeded\"}")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(refuse ? 402 : 201, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void pays_with_a_new_key_each_time_and_counts_what_was_refused() {
        var gateway = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

        var outcome =
                ClosedLoop.run(
                        2,
                        Duration.ofMillis(300),
                        i -> new PaymentClient(gateway, "sk_test_1", "tok_" + i, "run-" + i + "-"));

        assertThat(keys).hasSameSizeAs(bodies);
        assertThat(outcome.good() + outcome.bad()).isEqualTo(bodies.size());
        assertThat(outcome.errors()).containsOnlyKeys("402 card_declined");
        assertThat(outcome.latencies().millisAt(0.5)).isPositive();
        assertThat(bodies)
                .allMatch(body -> body.matches("\\{\"amount\":10[0-8][0-9],.*\"tok_[01]\"}}"));
    }
}
