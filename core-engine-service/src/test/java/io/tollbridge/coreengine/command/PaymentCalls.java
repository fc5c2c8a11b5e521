package io.tollbridge.coreengine.command;

import static org.awaitility.Awaitility.await;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.merchants.MerchantChanged;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.EventEnvelope;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import io.tollbridge.testkit.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls core-engine as merchants and siblings do, with scripted siblings behind it. */
@ServiceTest
@Import(ScriptedSiblings.class)
abstract class PaymentCalls {

    static final String MERCHANT = "mch_0001";

    @LocalServerPort int port;
    @Autowired EventPublisher publisher;
    @Autowired ConsumerFactory<String, byte[]> consumers;
    @Autowired EventCodec codec;
    @Autowired JsonMapper json;
    @Autowired ScriptedSiblings.Channel channel;

    @BeforeEach
    void a_merchant_exists() {
        channel.script.clear();
        channel.heard.clear();
        channel.before = () -> {};
        merchantIs(MERCHANT, "active", 1);
    }

    void merchantIs(String merchant, String status, long version) {
        var profile =
                new MerchantProfile(
                        new MerchantId(merchant),
                        "Shop",
                        "DE",
                        "5999",
                        "UTC",
                        "00:00",
                        status,
                        List.of(),
                        List.of(),
                        null,
                        version);
        publisher.publish(
                List.of(
                        new OutgoingEvent(
                                new MerchantChanged(profile),
                                merchant,
                                merchant + ":" + version,
                                version,
                                Instant.parse("2026-11-22T12:00:00Z"))));
    }

    List<EventEnvelope> told(String paymentId, int count) {
        try (var reader = new TopicReader(consumers, codec, Topics.PAYMENTS)) {
            return await().atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    reader.read().stream()
                                            .filter(e -> e.key().equals(paymentId))
                                            .toList(),
                            events -> events.size() >= count);
        }
    }

    static Map<String, Object> payment(long amount, boolean confirm) {
        return Map.of(
                "amount", amount, "currency", "EUR", "confirm", confirm, "payment_method", card());
    }

    static Map<String, Object> manual(long amount) {
        return Map.of(
                "amount",
                amount,
                "currency",
                "EUR",
                "confirm",
                true,
                "capture_method",
                "manual",
                "payment_method",
                card());
    }

    static Map<String, String> card() {
        var face = new CardFace("visa", "424242", "4242", 2030, 12, "fp1");
        return Map.of("type", "card", "token", CardToken.of("r1", face).value());
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    ResponseEntity<byte[]> post(String path, String key, Object body) {
        return call(path, key, body, TestIdentity.merchant(MERCHANT));
    }

    ResponseEntity<byte[]> call(String path, String key, Object body, String identity) {
        return client().post()
                .uri(path)
                .header(TestIdentity.HEADER, identity)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .body(json.writeValueAsBytes(body))
                .retrieve()
                .onStatus(HttpStatusCode::isError, (_, _) -> {})
                .toEntity(byte[].class);
    }

    /** What compensation has found out about an attempt. */
    JsonNode tell(String payment, String attempt, Verdict verdict) {
        String path = "/internal/v1/payments/%s/attempts/%s/resolution".formatted(payment, attempt);
        var found = Map.of("answer", Map.of("verdict", verdict.name()), "evidence", "query");
        return tree(call(path, key(), found, TestIdentity.service("compensation")));
    }

    ResponseEntity<byte[]> get(String path) {
        return client().get()
                .uri(path)
                .header(TestIdentity.HEADER, TestIdentity.merchant(MERCHANT))
                .retrieve()
                .toEntity(byte[].class);
    }

    RestClient client() {
        return RestClient.create("http://127.0.0.1:" + port);
    }

    JsonNode tree(ResponseEntity<byte[]> answer) {
        return json.readTree(answer.getBody());
    }
}
