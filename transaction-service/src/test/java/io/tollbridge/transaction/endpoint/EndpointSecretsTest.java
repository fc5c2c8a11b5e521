package io.tollbridge.transaction.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointSecretsTest {

    @TempDir private Path folder;

    @Test
    void a_secret_opens_only_for_its_own_endpoint() throws IOException {
        var secrets = secrets(32);
        byte[] secret = secrets.fresh();
        byte[] sealed = secrets.seal("we_1", secret);
        assertThat(secrets.open(endpoint("we_1", sealed))).isEqualTo(secret);
        assertThatThrownBy(() -> secrets.open(endpoint("we_2", sealed)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void without_its_key_the_service_says_what_is_missing() {
        assertThatThrownBy(() -> new EndpointSecrets(new Secrets(folder)))
                .hasMessageContaining("webhook.key");
        assertThatThrownBy(() -> secrets(16))
                .hasMessageContaining("16 bytes (expected: Base64 of 32");
    }

    private EndpointSecrets secrets(int bytes) throws IOException {
        Files.writeString(
                folder.resolve("webhook.key"), Base64.getEncoder().encodeToString(new byte[bytes]));
        return new EndpointSecrets(new Secrets(folder));
    }

    private static WebhookEndpoint endpoint(String id, byte[] sealed) {
        return new WebhookEndpoint(
                id,
                new MerchantId("mch_1"),
                Mode.TEST,
                "https://shop.example/",
                null,
                Set.of("*"),
                WebhookEndpoint.ENABLED,
                sealed,
                Instant.EPOCH);
    }
}
