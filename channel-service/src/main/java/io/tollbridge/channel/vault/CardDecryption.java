package io.tollbridge.channel.vault;

import io.tollbridge.contracts.channels.TokenKey;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/** Reads what card fields encrypted: compact JWE, RSA-OAEP-256 with A256GCM, one key. */
final class CardDecryption {

    private static final int JWE_CHARACTERS_MAX = 4_096;
    private static final AlgorithmConstraints KEY_ALGORITHMS =
            new AlgorithmConstraints(
                    ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.RSA_OAEP_256);
    private static final AlgorithmConstraints CONTENT_ALGORITHMS =
            new AlgorithmConstraints(
                    ConstraintType.PERMIT, ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);

    private final RSAPrivateCrtKey privateKey;
    private final TokenKey publicKey;

    CardDecryption(RSAPrivateCrtKey privateKey, RSAPublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey =
                new TokenKey(
                        "RSA",
                        kidOf(publicKey),
                        "enc",
                        KeyManagementAlgorithmIdentifiers.RSA_OAEP_256,
                        unsigned(publicKey.getModulus()),
                        unsigned(publicKey.getPublicExponent()));
    }

    /** RFC 7638: the key's own hash names it. */
    static String kidOf(RSAPublicKey key) {
        return new RsaJsonWebKey(key).calculateBase64urlEncodedThumbprint("SHA-256");
    }

    TokenKey publicKey() {
        return publicKey;
    }

    /** Thrown for a message that is not one of ours. Its text says nothing of the content. */
    static final class UnreadableException extends Exception {
        private final String code;

        UnreadableException(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    byte[] decrypt(String compact) throws UnreadableException {
        if (compact.length() > JWE_CHARACTERS_MAX) {
            throw unreadable("jwe: (expected: at most " + JWE_CHARACTERS_MAX + " characters)");
        }
        try {
            var jwe = new JsonWebEncryption();
            jwe.setAlgorithmConstraints(KEY_ALGORITHMS);
            jwe.setContentEncryptionAlgorithmConstraints(CONTENT_ALGORITHMS);
            jwe.setCompactSerialization(compact);
            if (!publicKey.kid().equals(jwe.getKeyIdHeaderValue())) {
                throw new UnreadableException(
                        "unknown_key", "jwe: its kid is not the one of GET /v1/tokens/key");
            }
            if (jwe.getCompressionAlgorithmHeaderParameter() != null) {
                throw unreadable("jwe: (expected: no compression)");
            }
            jwe.setKey(privateKey);
            return jwe.getPlaintextBytes();
        } catch (JoseException _) {
            throw unreadable("jwe: (expected: compact JWE, RSA-OAEP-256 with A256GCM)");
        }
    }

    private static UnreadableException unreadable(String message) {
        return new UnreadableException("unreadable", message);
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
