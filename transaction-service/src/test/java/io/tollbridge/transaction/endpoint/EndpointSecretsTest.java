package io.tollbridge.transaction.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.contracts.ApiVersion;
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

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir private Path folder;

    @Test
    void a_secret_opens_only_for_its_own_endpoint() throws IOException {
        var secrets = secrets(32);
        byte[] secret = secrets.fresh(SignatureScheme.HMAC_SHA256);
        byte[] sealed = secrets.seal("we_1", secret);
        assertThat(secrets.signing(endpoint("we_1", sealed), NOON)).containsExactly(secret);
        assertThatThrownBy(() -> secrets.signing(endpoint("we_2", sealed), NOON))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_secret_before_signs_beside_the_new_one_until_the_overlap_ends() throws IOException {
        var secrets = secrets(32);
        byte[] old = secrets.fresh(SignatureScheme.HMAC_SHA256);
        byte[] fresh = secrets.fresh(SignatureScheme.HMAC_SHA256);
        var before = endpoint("we_1", secrets.seal("we_1", old));
        Instant end = NOON.plusSeconds(60);
        var after =
                before.with(before.secrets().rolled(secrets.seal("we_1", fresh), end, "request"));
        assertThat(secrets.signing(after, end.minusMillis(1))).containsExactly(fresh, old);
        assertThat(secrets.signing(after, end)).containsExactly(fresh);
        assertThat(after.secrets().overlapEnd(end.minusMillis(1))).isEqualTo(end);
        assertThat(after.secrets().overlapEnd(end)).isNull();
        assertThat(after.secrets().isRolledBy("request")).isTrue();
        assertThat(before.secrets().isRolledBy("request")).isFalse();
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
                SealedSecrets.first(sealed),
                Instant.EPOCH,
                null,
                ApiVersion.NEWEST,
                null);
    }
}
