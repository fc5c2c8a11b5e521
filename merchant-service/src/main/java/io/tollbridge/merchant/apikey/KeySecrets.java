package io.tollbridge.merchant.apikey;

import io.tollbridge.starter.secret.AesGcm;
import io.tollbridge.starter.secret.Secrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** All that is done with the pepper: hashes of secrets, and sealing of keys in stored answers. */
@Component
class KeySecrets {

    private static final byte[] NO_NAMES = {}; // the key's own text says whose it is

    private final byte[] hashKey;
    private final SecretKeySpec sealKey;
    private final byte[] operatorHash;

    KeySecrets(Secrets secrets) {
        byte[] pepper = secrets.read("api-key.pepper");
        hashKey = hmac(pepper, "tollbridge api key hash");
        sealKey = new SecretKeySpec(hmac(pepper, "tollbridge api key seal"), "AES");
        operatorHash = hmac(hashKey, secrets.text("operator.key"));
    }

    /** What is stored of a key: bound to all of its text, id and mode included. */
    byte[] hash(KeyText key) {
        return hmac(hashKey, key.text());
    }

    boolean matches(KeyText presented, byte[] storedHash) {
        return MessageDigest.isEqual(hash(presented), storedHash);
    }

    boolean isOperator(String presented) {
        return MessageDigest.isEqual(hmac(hashKey, presented), operatorHash);
    }

    /** Encrypts a key for an answer that is going to be stored. */
    String seal(String keyText) {
        var sealed = AesGcm.seal(sealKey, keyText.getBytes(StandardCharsets.UTF_8), NO_NAMES);
        byte[] whole = new byte[sealed.remaining()];
        sealed.get(whole);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    String open(String sealed) {
        var whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed));
        try {
            return new String(AesGcm.open(sealKey, whole, NO_NAMES), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("api key: sealed under another pepper", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
