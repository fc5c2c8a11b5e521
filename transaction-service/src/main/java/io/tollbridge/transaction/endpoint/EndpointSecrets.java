package io.tollbridge.transaction.endpoint;

import io.tollbridge.starter.secret.AesGcm;
import io.tollbridge.starter.secret.Secrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Makes, seals and opens the secrets of endpoints. */
@Component
public class EndpointSecrets {

    private static final int KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    EndpointSecrets(Secrets secrets) {
        byte[] bytes = secrets.read("webhook.key");
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException(
                    "secret webhook.key: "
                            + bytes.length
                            + " bytes (expected: Base64 of "
                            + KEY_BYTES
                            + ")");
        }
        this.key = new SecretKeySpec(bytes, "AES");
    }

    byte[] fresh(SignatureScheme scheme) {
        return scheme.fresh(random);
    }

    /** The secret that will sign when no roll's overlap runs. */
    byte[] current(WebhookEndpoint endpoint) {
        return open(endpoint.id(), endpoint.secrets().current());
    }

    byte[] seal(String endpointId, byte[] secret) {
        var sealed = AesGcm.seal(key, secret, endpointId.getBytes(StandardCharsets.UTF_8));
        byte[] whole = new byte[sealed.remaining()];
        sealed.get(whole);
        return whole;
    }

    /**
     * The secrets that sign an endpoint's messages now: two while a roll's overlap runs. Throws
     * when one was sealed for another endpoint.
     */
    public List<byte[]> signing(WebhookEndpoint endpoint, Instant now) {
        return endpoint.secrets().signing(now).stream()
                .map(sealed -> open(endpoint.id(), sealed))
                .toList();
    }

    byte[] open(String endpointId, byte[] sealed) {
        try {
            byte[] whose = endpointId.getBytes(StandardCharsets.UTF_8);
            return AesGcm.open(key, ByteBuffer.wrap(sealed), whose);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("secret of " + endpointId, e);
        }
    }
}
