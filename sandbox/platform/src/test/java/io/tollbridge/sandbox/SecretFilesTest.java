package io.tollbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
    @TempDir Path folder;

    @Test
    void only_the_owner_can_read_them() throws Exception {
        ensured();

        try (var files = Files.walk(folder.resolve("secrets"))) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void they_are_made_once_and_kept() throws Exception {
        String before = ensured().operatorKey();
        byte[] salt = Files.readAllBytes(folder.resolve("secrets/payment-id.salt"));

        assertThat(ensured().operatorKey()).isEqualTo(before).matches("op_test_[0-9A-Za-z]{32}");
        assertThat(Files.readAllBytes(folder.resolve("secrets/payment-id.salt"))).isEqualTo(salt);
        assertThat(Base64.getDecoder().decode(salt)).hasSize(32);
    }

    @Test
    void what_a_service_signs_its_public_key_verifies() throws Exception {
        var secrets = ensured();
        var factory = KeyFactory.getInstance("Ed25519");
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(
                factory.generatePrivate(new PKCS8EncodedKeySpec(pem(secrets.privateKey("risk")))));
        signer.update(new byte[] {1, 2, 3});
        byte[] signed = signer.sign();

        signer.initVerify(
                factory.generatePublic(
                        new X509EncodedKeySpec(pem(secrets.trusted().resolve("risk.pub")))));
        signer.update(new byte[] {1, 2, 3});
        assertThat(signer.verify(signed)).isTrue();
    }

    private SecretFiles ensured() {
        var secrets = new SecretFiles(folder.resolve("secrets"));
        secrets.ensure(List.of("gateway", "risk"));
        return secrets;
    }

    private static byte[] pem(Path file) throws Exception {
        return Base64.getMimeDecoder()
                .decode(Files.readString(file).replaceAll("-----[A-Z ]+-----", ""));
    }
}
