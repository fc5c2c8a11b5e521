package io.tollbridge.transaction.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.ApiVersion;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebhookEndpointTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void an_endpoint_hears_of_what_happens_from_its_creation_on() {
        var endpoint = endpoint(null);
        assertThat(endpoint.hears("payment.created", NOON)).isTrue();
        assertThat(endpoint.hears("payment.created", NOON.minusMillis(1))).isFalse();
        assertThat(endpoint.hears("refund.created", NOON)).isFalse();
    }

    @Test
    void an_endpoint_does_not_hear_of_what_happened_while_it_was_off() {
        var endpoint = endpoint(NOON.plusSeconds(60));
        assertThat(endpoint.hears("payment.created", NOON.plusSeconds(59))).isFalse();
        assertThat(endpoint.hears("payment.created", NOON.plusSeconds(60))).isTrue();
    }

    private static WebhookEndpoint endpoint(@Nullable Instant enabledAt) {
        return new WebhookEndpoint(
                "we_1",
                new MerchantId("mch_1"),
                Mode.TEST,
                "https://shop.example/",
                null,
                Set.of("payment.*"),
                WebhookEndpoint.ENABLED,
                SealedSecrets.first(new byte[1]),
                NOON,
                enabledAt,
                ApiVersion.NEWEST,
                null);
    }
}
