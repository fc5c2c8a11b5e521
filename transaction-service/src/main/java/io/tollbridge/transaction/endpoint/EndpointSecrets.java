package io.tollbridge.transaction.endpoint;

import io.tollbridge.starter.secret.Secrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Makes, seals and opens the secrets of endpoints. */
@Component
public class EndpointSecrets {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

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
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, endpointId, nonce, secret);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
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

    byte[] open(String endpointId, byte[] sealedSecret) {
        var sealed = ByteBuffer.wrap(sealedSecret);
        byte[] nonce = new byte[NONCE_BYTES];
        sealed.get(nonce);
        byte[] rest = new byte[sealed.remaining()];
        sealed.get(rest);
        return run(Cipher.DECRYPT_MODE, endpointId, nonce, rest);
    }

    private byte[] run(int mode, String endpointId, byte[] nonce, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(endpointId.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("secret of " + endpointId, e);
        }
    }
}
