package io.tollbridge.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.protocol.internal.util.Bytes;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.testkit.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Endpoints that are signed for with a key pair. */
@ServiceTest
class SigningIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** What stands before a bare Ed25519 key in a SubjectPublicKeyInfo, by RFC 8410. */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Receiver receiver = new Receiver();

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private EventPublisher publisher;
    @Autowired private CqlSession session;
    @Autowired private BusinessClock clock;

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void who_chose_a_key_pair_verifies_with_the_public_key_and_never_sees_the_other()
            throws GeneralSecurityException {
        var client = client("mch_ed");
        var made = endpoint(client, Map.of("signature", "ed25519"));
        String path = "/v1/webhook_endpoints/" + made.path("id").asString();
        assertThat(made.has("secret")).isFalse();
        var read = client.get(path);
        assertThat(read.path("signature").asString()).isEqualTo("ed25519");
        assertThat(read.path("public_key")).isEqualTo(made.path("public_key"));

        publisher.publish(List.of(TestEvents.created("pay_ed", "mch_ed", clock.instant())));
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 1);
        var call = receiver.received().getFirst();
        assertThat(signatures(call)).hasSize(1);
        assertThat(verifies(made, call)).isTrue();
        assertThat(verifies(endpoint(client, Map.of("signature", "ed25519")), call)).isFalse();

        String publicKey = made.path("public_key").asString().substring("whpk_".length());
        assertThat(sealed(made.path("id").asString()))
                .as("the key pair does not lie open")
                .doesNotContain(HexFormat.of().formatHex(Base64.getDecoder().decode(publicKey)));
    }

    @Test
    void a_roll_may_change_how_messages_are_signed_and_both_sign_meanwhile()
            throws GeneralSecurityException,
                    WebhookVerificationException,
                    EmptyWebhookSecretException {
        var client = client("mch_edroll");
        var made = endpoint(client, Map.of());
        assertThat(made.path("signature").asString()).isEqualTo("hmac_sha256");
        assertThat(made.has("public_key")).isFalse();
        String roll = "/v1/webhook_endpoints/" + made.path("id").asString() + "/roll_secret";
        var rolled = client.post(roll, Map.of("signature", "ed25519"));
        assertThat(rolled.has("secret")).isFalse();

        publisher.publish(List.of(TestEvents.created("pay_er1", "mch_edroll", clock.instant())));
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 1);
        var during = receiver.received().getFirst();
        assertThat(signatures(during)).hasSize(2);
        assertThat(verifies(rolled, during)).isTrue();
        new Webhook(made.path("secret").asString()).verify(during.body(), during.headers());

        var again = client.post(roll, Map.of("expires_in_seconds", 0));
        assertThat(again.path("signature").asString()).isEqualTo("ed25519");
        publisher.publish(List.of(TestEvents.created("pay_er2", "mch_edroll", clock.instant())));
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 2);
        var later = receiver.received().get(1);
        assertThat(signatures(later)).hasSize(1);
        assertThat(verifies(again, later)).isTrue();
        assertThat(verifies(rolled, later)).isFalse();
    }

    @Test
    void an_unknown_way_to_sign_is_refused_by_its_name() {
        assertThatThrownBy(() -> endpoint(client("mch_edbad"), Map.of("signature", "rsa")))
                .isInstanceOf(HttpClientErrorException.BadRequest.class)
                .hasMessageContaining("signature");
    }

    /** As a receiver would, which knows nothing but the public key. */
    private static boolean verifies(JsonNode endpoint, Receiver.Received call)
            throws GeneralSecurityException {
        byte[] key =
                Base64.getDecoder()
                        .decode(endpoint.path("public_key").asString().substring("whpk_".length()));
        byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + key.length);
        System.arraycopy(key, 0, encoded, SPKI.length, key.length);
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        String text =
                header(call, "webhook-id")
                        + "."
                        + header(call, "webhook-timestamp")
                        + "."
                        + call.body();
        verifier.update(text.getBytes(StandardCharsets.UTF_8));
        String signature =
                signatures(call).stream()
                        .filter(one -> one.startsWith("v1a,"))
                        .findFirst()
                        .orElseThrow();
        return verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
    }

    private static List<String> signatures(Receiver.Received call) {
        return List.of(header(call, "webhook-signature").split(" ", -1));
    }

    private static String header(Receiver.Received call, String name) {
        return call.headers().firstValue(name).orElseThrow();
    }

    private String sealed(String endpoint) {
        var row =
                session.execute(
                                "SELECT secret FROM webhook_endpoint WHERE realm = 'all'"
                                        + " AND endpoint_id = ?",
                                endpoint)
                        .one();
        return Bytes.toHexString(Objects.requireNonNull(row).getByteBuffer("secret"));
    }

    private JsonNode endpoint(Client client, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("url", receiver.url());
        body.put("enabled_events", List.of("payment.created"));
        return client.post("/v1/webhook_endpoints", body);
    }

    private Client client(String merchant) {
        return new Client(http.build(), port, merchant);
    }
}
