package io.tollbridge.channel.vault;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.RSAKey;
import io.tollbridge.contracts.channels.TokenKey;
import java.text.ParseException;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;

/** Cards as shoppers type them, and their encryption by a library that the service does not use. */
public final class CardsForTests {

    public static final String GOOD = "4242424242424242";

    private CardsForTests() {}

    public static String json(String number, int month, int year, String cvc) {
        return """
        {"number":"%s","exp_month":%d,"exp_year":%d,"cvc":"%s","holder_name":"A B"}\
        """
                .formatted(number, month, year, cvc);
    }

    public static String jwe(TokenKey key, String json) {
        return jwe(
                key,
                json,
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                        .keyID(key.kid())
                        .build());
    }

    public static String jwe(TokenKey key, String json, JWEHeader header) {
        try {
            RSAKey rsa =
                    RSAKey.parse(
                            Map.of(
                                    "kty", key.kty(),
                                    "kid", key.kid(),
                                    "use", key.use(),
                                    "alg", key.alg(),
                                    "n", key.n(),
                                    "e", key.e()));
            var jwe = new JWEObject(header, new Payload(json));
            jwe.encrypt(new RSAEncrypter(rsa));
            return jwe.serialize();
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A card as the vault would reveal it, for tests of adapters. */
    public static Card card(String number, YearMonth expiry, String cvv) {
        return new Card(
                new CardNumber(number), expiry, () -> Optional.of(new Cvv(cvv.toCharArray())));
    }

    /** A card whose CVV was used before. */
    public static Card cardWithoutCvv(String number, YearMonth expiry) {
        return new Card(new CardNumber(number), expiry, Optional::empty);
    }
}
