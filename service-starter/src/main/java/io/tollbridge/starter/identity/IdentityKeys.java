package io.tollbridge.starter.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The Ed25519 key of this process and the public keys of those it believes, by issuer name.
 *
 * @param issuer this process' name, {@code core-engine}
 */
public record IdentityKeys(String issuer, PrivateKey own, Map<String, PublicKey> trusted) {

    /** Reads a PKCS8 PEM and a folder of {@code <issuer>.pub} SPKI PEMs. */
    public static IdentityKeys read(String issuer, Path privateKey, Path trustedFolder) {
        try (var files = Files.list(trustedFolder)) {
            var factory = KeyFactory.getInstance("Ed25519");
            var trusted = new HashMap<String, PublicKey>();
            for (Path file : files.filter(f -> f.toString().endsWith(".pub")).toList()) {
                String name = String.valueOf(file.getFileName()).replace(".pub", "");
                trusted.put(name, factory.generatePublic(new X509EncodedKeySpec(pem(file))));
            }
            var own = factory.generatePrivate(new PKCS8EncodedKeySpec(pem(privateKey)));
            return new IdentityKeys(issuer, own, Map.copyOf(trusted));
        } catch (IOException e) {
            throw new UncheckedIOException("identity keys: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("identity keys: (expected: Ed25519 in PEM)", e);
        }
    }

    private static byte[] pem(Path file) throws IOException {
        String text = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        return Base64.getMimeDecoder().decode(text);
    }
}
