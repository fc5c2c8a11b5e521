package io.tollbridge.channel.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tollbridge.contracts.channels.PayoutAnswer.Verdict;
import io.tollbridge.contracts.channels.PayoutOrder;
import io.tollbridge.kernel.Money;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class Iso20022BankTest {

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<byte[]> bodies = new ArrayList<>();
    private @Nullable BankGuard guard;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void an_accepted_instruction_is_accepted_and_sent_again_as_the_same_bytes() {
        server.createContext(
                "/payments",
                exchange -> {
                    bodies.add(exchange.getRequestBody().readAllBytes());
                    byte[] answer =
                            "{\"message_id\":\"po_1\",\"status\":\"accepted\"}"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(202, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        assertThat(instruct(Money.of(100, "EUR"))).isEqualTo(Verdict.ACCEPTED);
        assertThat(instruct(Money.of(100, "EUR"))).isEqualTo(Verdict.ACCEPTED);
        assertThat(bodies.get(0)).isEqualTo(bodies.get(1));
    }

    @Test
    void silence_is_unclear() {
        server.createContext(
                "/payments",
                exchange -> {
                    try {
                        over.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        assertThat(instruct(Money.of(100, "EUR"))).isEqualTo(Verdict.UNCLEAR);
    }

    @Test
    void a_bank_that_is_not_there_is_unclear() {
        server.stop(0);
        assertThat(instruct(Money.of(100, "EUR"))).isEqualTo(Verdict.UNCLEAR);
    }

    @Test
    void an_answer_that_trickles_in_for_ever_is_unclear_when_the_limit_is_over() {
        server.createContext(
                "/payments",
                exchange -> {
                    exchange.sendResponseHeaders(202, 0);
                    try (var out = exchange.getResponseBody()) {
                        while (!over.await(100, TimeUnit.MILLISECONDS)) { // each read is in time
                            out.write(' ');
                            out.flush();
                        }
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(instruct(Money.of(100, "EUR"))).isEqualTo(Verdict.UNCLEAR));
    }

    @Test
    void a_bank_that_fails_again_and_again_is_left_alone_and_every_payout_stays_unclear() {
        server.createContext(
                "/payments",
                exchange -> {
                    bodies.add(exchange.getRequestBody().readAllBytes());
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                });
        for (int i = 0; i < 12; i++) {
            assertThat(instruct(Money.of(100, "EUR"))).isEqualTo(Verdict.UNCLEAR);
        }
        assertThat(bodies).hasSize(5);
        guard().breaker().transitionToHalfOpenState();
        server.removeContext("/payments");
        server.createContext(
                "/payments",
                exchange -> {
                    byte[] answer = "{\"status\":\"accepted\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(202, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        assertThat(instruct(Money.of(100, "EUR"))).isEqualTo(Verdict.ACCEPTED);
        assertThat(guard().breaker().getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void a_bank_that_answers_no_is_there() {
        server.createContext(
                "/payments",
                exchange -> {
                    byte[] answer = "{\"code\":\"x\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(409, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        for (int i = 0; i < 12; i++) {
            assertThat(instruct(Money.of(100, "EUR"))).isEqualTo(Verdict.UNCLEAR);
        }
        assertThat(guard().breaker().getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void what_no_bank_would_take_is_rejected_before_it_is_sent() {
        assertThat(instruct(Money.of(0, "EUR"))).isEqualTo(Verdict.REJECTED);
        assertThat(instruct(Money.of(-1, "EUR"))).isEqualTo(Verdict.REJECTED);
    }

    private BankConfig config() {
        return new BankConfig(
                "bank",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "Tollbridge",
                "DE89370400440532013000",
                Duration.ofMillis(300),
                Duration.ofMillis(600));
    }

    private BankGuard guard() {
        if (guard == null) {
            guard = new BankGuard(config(), new SimpleMeterRegistry());
        }
        return guard;
    }

    private Verdict instruct(Money amount) {
        return new Iso20022Bank(config(), guard(), new JsonMapper())
                .instruct(
                        new PayoutOrder(
                                "po_1",
                                amount,
                                "A",
                                "GB82WEST12345698765432",
                                "R",
                                Instant.parse("2026-11-22T12:00:00Z")))
                .verdict();
    }
}
