package io.tollbridge.transaction.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void the_published_vector_gives_the_published_signature() {
        assertThat(sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void the_reference_library_accepts_what_we_sign()
            throws WebhookVerificationException, EmptyWebhookSecretException {
        String body = "{\"type\":\"payment.succeeded\",\"name\":\"Zoë\"}";
        long now = Instant.now().getEpochSecond();
        new Webhook("whsec_" + SECRET)
                .verify(
                        body,
                        HttpHeaders.of(
                                Map.of(
                                        "webhook-id", List.of("msg_1"),
                                        "webhook-timestamp", List.of(Long.toString(now)),
                                        "webhook-signature", List.of(sign("msg_1", now, body))),
                                (_, _) -> true));
    }

    private static String sign(String id, long timestamp, String body) {
        return WebhookSignature.sign(
                Base64.getDecoder().decode(SECRET),
                id,
                timestamp,
                body.getBytes(StandardCharsets.UTF_8));
    }
}
