package io.tollbridge.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The keys of one platform, made once and kept: losing them makes its data unreadable.
 *
 * @param folder secrets of all services; identity keys are in {@code identity} below it
 */
record SecretFiles(Path folder) {
    static final String OPERATOR_KEY = "operator.key";

    private static final List<String> RANDOM_KEYS =
            List.of(
                    "vault-master.key",
                    "fingerprint.key",
                    "payment-id.salt",
                    "api-key.pepper",
                    "webhook.key",
                    "checkout.key");
    private static final int KEY_BYTES = 32;
    private static final int OPERATOR_KEY_LENGTH = 32;
    private static final String BASE62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Makes what is missing. */
    void ensure(List<String> services) {
        try {
            createFolder(folder);
            createFolder(identity());
            createFolder(trusted());
            for (String name : RANDOM_KEYS) {
                if (!Files.exists(folder.resolve(name))) {
                    byte[] key = new byte[KEY_BYTES];
                    RANDOM.nextBytes(key);
                    write(folder.resolve(name), Base64.getEncoder().encodeToString(key));
                }
            }
            if (!Files.exists(folder.resolve(OPERATOR_KEY))) {
                write(folder.resolve(OPERATOR_KEY), newOperatorKey());
            }
            for (String service : services) {
                if (!Files.exists(privateKey(service)) || !Files.exists(publicKey(service))) {
                    writeIdentity(service);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("secrets: " + e.getMessage(), e);
        }
    }

    /** The key with which an operator calls {@code /ops}. */
    String operatorKey() {
        try {
            return Files.readString(folder.resolve(OPERATOR_KEY)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("no operator key; is the platform up? " + e, e);
        }
    }

    Path privateKey(String service) {
        return identity().resolve(service + ".pem");
    }

    Path trusted() {
        return identity().resolve("trusted");
    }

    private Path identity() {
        return folder.resolve("identity");
    }

    private Path publicKey(String service) {
        return trusted().resolve(service + ".pub");
    }

    private void writeIdentity(String service) throws IOException {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            write(privateKey(service), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            write(publicKey(service), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] encoded) {
        return "-----BEGIN "
                + type
                + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END "
                + type
                + "-----\n";
    }

    private static String newOperatorKey() {
        var key = new StringBuilder("op_test_");
        for (int i = 0; i < OPERATOR_KEY_LENGTH; i++) {
            key.append(BASE62.charAt(RANDOM.nextInt(BASE62.length())));
        }
        return key.toString();
    }

    private static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Created with its permissions, so there is no moment in which others could read it. */
    private static void write(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
    }
}
