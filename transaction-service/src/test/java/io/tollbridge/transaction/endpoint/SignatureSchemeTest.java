package io.tollbridge.transaction.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureSchemeTest {

    /** Tests 2 and 3 of RFC 8032, section 7.1: seed, public key, text, signature. */
    @ParameterizedTest
    @CsvSource({
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void a_key_pair_signs_as_the_published_vectors_say(
            String seed, String publicKey, String text, String signature) {
        byte[] secret = hex(seed + publicKey);
        assertThat(SignatureScheme.sign(secret, hex(text)))
                .isEqualTo("v1a," + base64(hex(signature)));
        assertThat(SignatureScheme.publicKey(secret)).hasValue("whpk_" + base64(hex(publicKey)));
    }

    @Test
    void a_secret_tells_by_itself_how_it_signs() {
        var random = new SecureRandom();
        for (var scheme : SignatureScheme.values()) {
            byte[] secret = scheme.fresh(random);
            assertThat(SignatureScheme.of(secret)).isEqualTo(scheme);
            assertThat(SignatureScheme.ofWire(scheme.wire())).isEqualTo(scheme);
            assertThat(scheme.fresh(random)).isNotEqualTo(secret);
        }
        assertThat(SignatureScheme.publicKey(SignatureScheme.HMAC_SHA256.fresh(random))).isEmpty();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
