package io.tollbridge.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Keys and secrets of this test process: made once, in a folder that goes with it. */
public final class TestSecrets {

    /** The operator's API key in tests. */
    public static final String OPERATOR_KEY = "op_test_0123456789abcdefghijABCDEFGHIJ01";

    private static final List<String> ISSUERS =
            List.of(
                    "gateway",
                    "checkout",
                    "transaction",
                    "core-engine",
                    "merchant",
                    "compensation",
                    "settlement",
                    "reconciliation",
                    "accounting",
                    "finance",
                    "operations",
                    "channel",
                    "risk");
    private static final List<String> KEYS =
            List.of(
                    "vault-master.key",
                    "fingerprint.key",
                    "payment-id.salt",
                    "api-key.pepper",
                    "webhook.key",
                    "checkout.key");

    private static final KeyPair PAIR = pair();
    private static final Path FOLDER = write();

    private TestSecrets() {}

    /** The settings that a service needs to find them. */
    public static Map<String, String> properties() {
        return Map.of(
                "tollbridge.secrets-dir",
                FOLDER.toString(),
                "tollbridge.identity.private-key-file",
                FOLDER.resolve("identity.pem").toString(),
                "tollbridge.identity.trusted-keys-dir",
                FOLDER.resolve("trusted").toString());
    }

    /** One pair for all issuers: a test may speak for anyone. */
    static KeyPair identity() {
        return PAIR;
    }

    static List<String> issuers() {
        return ISSUERS;
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path write() {
        try {
            Path folder = Files.createTempDirectory("tollbridge-test-secrets");
            Path trusted = Files.createDirectory(folder.resolve("trusted"));
            Files.writeString(
                    folder.resolve("identity.pem"), pem("PRIVATE", PAIR.getPrivate().getEncoded()));
            String open = pem("PUBLIC", PAIR.getPublic().getEncoded());
            for (String issuer : ISSUERS) {
                Files.writeString(trusted.resolve(issuer + ".pub"), open);
            }
            for (String name : KEYS) {
                byte[] key = Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), 32);
                Files.writeString(folder.resolve(name), Base64.getEncoder().encodeToString(key));
            }
            Files.writeString(folder.resolve("operator.key"), OPERATOR_KEY);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
    }
}
