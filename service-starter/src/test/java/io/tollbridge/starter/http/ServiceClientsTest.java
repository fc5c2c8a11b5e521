package io.tollbridge.starter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.identity.IdentityKeys;
import io.tollbridge.starter.identity.IdentitySigner;
import io.tollbridge.starter.identity.IdentityVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.GetExchange;

/** What a sibling is told with every call, and what becomes of its silence, over real HTTP. */
class ServiceClientsTest {

    interface ThingApi {
        @GetExchange("/internal/v1/things")
        String things();
    }

    private final KeyPair pair = pair();
    private final List<HttpExchange> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile int status = 200;
    private volatile boolean silent;
    private HttpServer sibling;

    @BeforeEach
    void start() throws IOException {
        sibling = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sibling.setExecutor(threads);
        sibling.createContext("/", this::answer);
        sibling.start();
    }

    @AfterEach
    void stop() {
        Deadline.end();
        answer.countDown();
        sibling.stop(0);
        threads.close();
    }

    @Test
    void every_call_says_who_calls_and_how_long_the_caller_still_waits() {
        Deadline.begin("5000");
        assertThat(client().things()).isEqualTo("word");

        var headers = asked.getFirst().getRequestHeaders();
        assertThat(Long.parseLong(headers.getFirst(Deadline.HEADER))).isBetween(1L, 5000L);
        var verifier =
                new IdentityVerifier(
                        new IdentityKeys(
                                "thing", pair.getPrivate(), Map.of("me", pair.getPublic())),
                        Clock.systemUTC());
        assertThat(verifier.verify(headers.getFirst(IdentityVerifier.HEADER)))
                .contains(Caller.service("me"));
    }

    @Test
    void a_caller_who_does_not_wait_any_more_is_not_called_for() {
        Deadline.begin("0");
        var failure = failure(client());
        assertThat(failure.isNotSent()).isTrue();
        assertThat(failure.status()).isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void an_error_is_a_failure_with_its_status_and_its_words() {
        status = 409;
        var failure = failure(client());
        assertThat(failure.service()).isEqualTo("thing");
        assertThat(failure.status()).isEqualTo(409);
        assertThat(failure).hasMessageContaining("word");
        assertThat(failure.isNotSent()).isFalse();
    }

    @Test
    void silence_is_a_failure_that_may_have_had_its_effect() {
        silent = true;
        var failure = failure(client());
        assertThat(failure.status()).isZero();
        assertThat(failure.isNotSent()).isFalse();
        assertThat(asked).hasSize(1);
    }

    @Test
    void where_nobody_listens_nothing_was_sent() {
        sibling.stop(0);
        var failure = failure(client());
        assertThat(failure.status()).isZero();
        assertThat(failure.isNotSent()).isTrue();
    }

    @Test
    void a_sibling_that_keeps_failing_is_left_alone_for_a_while() {
        status = 503;
        var client = client();
        for (int i = 0; i < 20; i++) { // as many as the breaker wants to see
            assertThat(failure(client).status()).isEqualTo(503);
        }
        var failure = failure(client);
        assertThat(failure.isNotSent()).isTrue();
        assertThat(asked).hasSize(20);
    }

    private ServiceCallException failure(ThingApi client) {
        return catchThrowableOfType(ServiceCallException.class, client::things);
    }

    private ThingApi client() {
        var environment =
                new MockEnvironment()
                        .withProperty(
                                "tollbridge.services.thing.url",
                                "http://127.0.0.1:" + sibling.getAddress().getPort())
                        .withProperty("tollbridge.services.thing.timeout", "300ms");
        environment.setConversionService(new ApplicationConversionService()); // as in a service
        var signer =
                new IdentitySigner(
                        new IdentityKeys("me", pair.getPrivate(), Map.of()), Clock.systemUTC());
        return new ServiceClients(RestClient.builder(), environment, signer, "me")
                .of("thing", ThingApi.class);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange);
        try (exchange) {
            if (silent) {
                answer.await();
            }
            byte[] body = "word".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
