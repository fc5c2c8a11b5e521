package io.tollbridge.transaction.endpoint;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How messages are signed, by Standard Webhooks. The secret itself tells which way it signs: 64
 * bytes are an Ed25519 key pair, the seed and then the public key; anything else is an HMAC key.
 */
public enum SignatureScheme {
    HMAC_SHA256("hmac_sha256"),
    ED25519("ed25519");

    private static final int KEY_BYTES = 32;

    private final String wire;

    SignatureScheme(String wire) {
        this.wire = wire;
    }

    static SignatureScheme ofWire(String wire) {
        return Arrays.stream(values())
                .filter(one -> one.wire.equals(wire))
                .findFirst()
                .orElseThrow();
    }

    static SignatureScheme of(byte[] secret) {
        return secret.length == 2 * KEY_BYTES ? ED25519 : HMAC_SHA256;
    }

    String wire() {
        return wire;
    }

    /** A new secret. */
    byte[] fresh(SecureRandom random) {
        if (this == HMAC_SHA256) {
            byte[] secret = new byte[KEY_BYTES];
            random.nextBytes(secret);
            return secret;
        }
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] encoded = pair.getPublic().getEncoded(); // ends with the key itself (RFC 8410)
            return ByteBuffer.allocate(2 * KEY_BYTES)
                    .put(seed)
                    .put(encoded, encoded.length - KEY_BYTES, KEY_BYTES)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What receivers verify with that need no secret: {@code whpk_...}; empty for HMAC. */
    static Optional<String> publicKey(byte[] secret) {
        return of(secret) == ED25519
                ? Optional.of(
                        "whpk_" + base64(Arrays.copyOfRange(secret, KEY_BYTES, 2 * KEY_BYTES)))
                : Optional.empty();
    }

    /** A text's signature, as it stands in the header: {@code v1,...} or {@code v1a,...}. */
    public static String sign(byte[] secret, byte[] text) {
        try {
            return of(secret) == ED25519
                    ? "v1a," + base64(ed25519(Arrays.copyOf(secret, KEY_BYTES), text))
                    : "v1," + base64(hmac(secret, text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ed25519(byte[] seed, byte[] text) throws GeneralSecurityException {
        var key =
                KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(text);
        return signature.sign();
    }

    private static byte[] hmac(byte[] secret, byte[] text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
