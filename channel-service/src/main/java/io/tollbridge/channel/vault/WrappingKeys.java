package io.tollbridge.channel.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Key-encryption keys by version, derived from the master secret with HKDF-SHA-256. A new version
 * seals from then on; older ones still open.
 */
final class WrappingKeys {

    private static final int KEY_BYTES = 32;

    private final byte[] master;
    private final int current;
    private final Map<Integer, SecretKey> byVersion = new ConcurrentHashMap<>();

    WrappingKeys(byte[] master, int current) {
        if (master.length < KEY_BYTES) {
            throw new IllegalStateException(
                    "vault-master.key: " + master.length + " bytes (expected: at least 32)");
        }
        if (current < 1) {
            throw new IllegalStateException("kek-version: " + current + " (expected: 1 or more)");
        }
        this.master = master.clone();
        this.current = current;
    }

    int current() {
        return current;
    }

    SecretKey version(int version) {
        return byVersion.computeIfAbsent(version, this::derive);
    }

    private SecretKey derive(int version) {
        String info = "tollbridge vault key-encryption key " + version;
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(master)
                                    .thenExpand(info.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive a key", e);
        }
    }
}
