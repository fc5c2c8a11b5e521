package io.tollbridge.merchant.apikey;

import io.tollbridge.starter.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** All that is done with the pepper: hashes of secrets, and sealing of keys in stored answers. */
@Component
class KeySecrets {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

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
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, sealKey, new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = cipher.doFinal(keyText.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("api key: cannot be sealed", e);
        }
    }

    String open(String sealed) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(sealed);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    sealKey,
                    new GCMParameterSpec(TAG_BITS, whole, 0, NONCE_BYTES));
            byte[] text = cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
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
