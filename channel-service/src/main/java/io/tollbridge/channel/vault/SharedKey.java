package io.tollbridge.channel.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tollbridge.channel.vault.CassandraKeyStore.WrappedKey;
import io.tollbridge.starter.secret.AesGcm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;

/** The RSA key that card fields encrypt to: made once by whoever starts first, shared by all. */
final class SharedKey {

    private static final int RSA_BITS = 2048;

    private final CassandraKeyStore store;
    private final WrappingKeys keks;

    SharedKey(CassandraKeyStore store, WrappingKeys keks) {
        this.store = store;
        this.keks = keks;
    }

    CardDecryption load() {
        try {
            if (store.find().isEmpty()) {
                store.offer(wrap(generate()));
            }
            return unwrap(
                    store.find()
                            .orElseThrow(() ->
                                    new IllegalStateException("vault_key: nothing was kept")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the vault's RSA key does not open (is vault-master.key the same as before?)",
                    e);
        }
    }

    private static KeyPair generate() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS);
        return generator.generateKeyPair();
    }

    private WrappedKey wrap(KeyPair pair) {
        int version = keks.current();
        String kid = CardDecryption.kidOf((RSAPublicKey) pair.getPublic());
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        try {
            return new WrappedKey(
                    kid, version, AesGcm.seal(keks.version(version), pkcs8, names(kid, version)));
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private CardDecryption unwrap(WrappedKey key) throws GeneralSecurityException {
        byte[] pkcs8 =
                AesGcm.open(
                        keks.version(key.kekVersion()),
                        key.wrapped(),
                        names(key.kid(), key.kekVersion()));
        try {
            var rsa = KeyFactory.getInstance("RSA");
            var privateKey = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            var publicKey =
                    (RSAPublicKey)
                            rsa.generatePublic(
                                    new RSAPublicKeySpec(
                                            privateKey.getModulus(),
                                            privateKey.getPublicExponent()));
            return new CardDecryption(privateKey, publicKey);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private static byte[] names(String kid, int kekVersion) {
        return ("rsa|" + kid + "|kek" + kekVersion).getBytes(US_ASCII);
    }
}
