package io.tollbridge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.sandbox.client.Merchant;
import io.tollbridge.sandbox.client.Waiting;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Kafka is away under load: the API goes on, and afterwards everything is told in order. */
class KafkaOutageTest {

    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Merchant shop = TheSandbox.merchant("Patient Ltd");

    @Test
    void payments_go_on_while_kafka_is_away_and_are_told_when_it_is_back() throws Exception {
        var paid = new ConcurrentLinkedQueue<String>();
        paid.add(pay());
        TheSandbox.platform().kill9("kafka");
        long end = System.nanoTime() + OUTAGE.toNanos();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    Collections.nCopies(
                            CLIENTS,
                            (Callable<Void>)
                                    () -> {
                                        while (System.nanoTime() < end) {
                                            paid.add(pay());
                                        }
                                        return null;
                                    });
            for (var client : clients.invokeAll(all)) {
                client.get();
            }
        }
        TheSandbox.platform().start("kafka", List.of());
        TheSandbox.platform().awaitReady("kafka");
        paid.add(pay());
        assertThat(paid).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        for (String payment : paid) {
            var types =
                    Waiting.until(
                            "the record of " + payment,
                            PATIENCE,
                            () -> timeline(payment),
                            seen -> seen.contains("payment.captured"));
            assertThat(types)
                    .containsExactly(
                            "payment.created", "payment.attempt_started", "payment.captured");
        }
        var topic = PaymentTopic.read();
        paid.forEach(payment -> topic.tells(payment, 3));
    }

    private String pay() {
        var answer = shop.pay(900, "EUR", "4242424242424242").expect(201);
        return answer.path("id").asString();
    }

    private List<String> timeline(String payment) {
        return shop.api()
                .tryGet("/v1/transactions/" + payment + "/timeline")
                .body()
                .path("data")
                .valueStream()
                .map(e -> e.path("type").asString())
                .toList();
    }
}
