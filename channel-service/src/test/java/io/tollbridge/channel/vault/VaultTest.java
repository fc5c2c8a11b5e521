package io.tollbridge.channel.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import io.tollbridge.channel.vault.Vault.Tokenised;
import io.tollbridge.contracts.channels.TokenOrder;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

    private static final MerchantId MERCHANT = new MerchantId("mch_1");
    private static final MerchantId OTHER = new MerchantId("mch_2");
    private static final CardDecryption DECRYPTION = decryption();
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    private final InMemoryCardStore store = new InMemoryCardStore();
    private final CvvHold cvvs = new CvvHold(CLOCK);
    private final Vault vault =
            new Vault(
                    DECRYPTION,
                    new Envelope(new WrappingKeys(new byte[32], 1)),
                    store,
                    cvvs,
                    "fingerprint key of 32 bytes length".getBytes(StandardCharsets.UTF_8),
                    CLOCK);

    @Test
    void a_card_makes_the_round_trip() {
        CardToken token = kept(CardsForTests.json(CardsForTests.GOOD, 12, 2030, "123"));
        Card card = vault.reveal(token, MERCHANT, Mode.TEST).orElseThrow();
        assertThat(card.number().reveal()).isEqualTo(CardsForTests.GOOD);
        assertThat(card.expiry()).isEqualTo(YearMonth.of(2030, 12));
        assertThat(card.cvv().take()).map(Cvv::reveal).contains("123");
    }

    @Test
    void the_token_shows_the_face_and_nothing_more() {
        CardToken token = kept(CardsForTests.json(CardsForTests.GOOD, 12, 2030, "123"));
        assertThat(token.face().brand()).isEqualTo("visa");
        assertThat(token.face().bin()).isEqualTo("424242");
        assertThat(token.face().last4()).isEqualTo("4242");
        assertThat(token.value()).doesNotContain(CardsForTests.GOOD);
    }

    @Test
    void the_same_card_has_another_token_and_the_same_fingerprint() {
        CardToken one = kept(CardsForTests.json(CardsForTests.GOOD, 12, 2030, "123"));
        CardToken two = kept(CardsForTests.json("4242 4242 4242 4242", 11, 31, "456"));
        assertThat(two).isNotEqualTo(one);
        assertThat(two.face().fingerprint()).isEqualTo(one.face().fingerprint());
        assertThat(two.face().expiryYear()).isEqualTo(2031);
    }

    @Test
    void the_cvv_is_there_for_the_first_authorisation_only() {
        CardToken token = kept(CardsForTests.json(CardsForTests.GOOD, 12, 2030, "123"));
        assertThat(vault.reveal(token, MERCHANT, Mode.TEST).orElseThrow().cvv().take()).isPresent();
        assertThat(vault.reveal(token, MERCHANT, Mode.TEST).orElseThrow().cvv().take()).isEmpty();
    }

    @Test
    void nothing_at_rest_holds_the_number_or_the_cvv() {
        CardToken token = kept(CardsForTests.json(CardsForTests.GOOD, 12, 2030, "123"));
        SealedCard sealed = store.find(token).orElseThrow();
        byte[] bytes = new byte[sealed.card().remaining()];
        sealed.card().duplicate().get(bytes);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotContain(CardsForTests.GOOD);
        assertThat(sealed.toString()).doesNotContain(CardsForTests.GOOD);
    }

    @Test
    void another_merchant_or_mode_or_face_gets_nothing() {
        CardToken token = kept(CardsForTests.json(CardsForTests.GOOD, 12, 2030, "123"));
        assertThat(vault.reveal(token, OTHER, Mode.TEST)).isEmpty();
        assertThat(vault.reveal(token, MERCHANT, Mode.LIVE)).isEmpty();
        String random = token.value().split("_", -1)[1];
        CardToken forged =
                CardToken.of(
                        random,
                        new CardFace(
                                "visa", "555555", "4444", 2030, 12, token.face().fingerprint()));
        assertThat(vault.reveal(forged, MERCHANT, Mode.TEST)).isEmpty();
    }

    @Test
    void a_record_copied_to_another_token_reveals_nothing() {
        CardToken one = kept(CardsForTests.json(CardsForTests.GOOD, 12, 2030, "123"));
        CardToken two = kept(CardsForTests.json("5555555555554444", 12, 2030, "123"));
        store.put(two, store.find(one).orElseThrow());
        assertThat(vault.reveal(two, MERCHANT, Mode.TEST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "4242424242424241, 12, 2030, 123, invalid_number, number",
        "4242424242424242, 13, 2030, 123, invalid_expiry, exp_month",
        "4242424242424242, 1, 2020, 123, invalid_expiry, exp_year",
        "4242424242424242, 12, 2030, 12, invalid_cvc, cvc",
        "4242424242424242, 12, 2030, abc, invalid_cvc, cvc"
    })
    void a_bad_card_is_refused_by_field(
            String number, int month, int year, String cvc, String code, String param) {
        assertThat(tokenise(CardsForTests.json(number, month, year, cvc)))
                .isInstanceOfSatisfying(
                        Tokenised.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(code);
                            assertThat(refused.param()).isEqualTo(param);
                        });
        assertThat(cvvs.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "\"4242424242424242\"", "", "{\"number\": 4242"})
    void what_is_no_json_object_is_unreadable(String json) {
        assertRefused(CardsForTests.jwe(vault.publicKey(), json), "unreadable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c.d.e", "eyJhbGciOiJub25lIn0..", "not a jwe"})
    void what_is_no_jwe_is_unreadable(String text) {
        assertRefused(text, "unreadable");
    }

    @Test
    void other_algorithms_and_compression_are_refused() {
        assertRefused(
                encrypted(
                        new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_512, EncryptionMethod.A256GCM)
                                .keyID(vault.publicKey().kid())
                                .build()),
                "unreadable");
        assertRefused(
                encrypted(
                        new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM)
                                .keyID(vault.publicKey().kid())
                                .build()),
                "unreadable");
        assertRefused(
                encrypted(
                        new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                                .keyID(vault.publicKey().kid())
                                .compressionAlgorithm(CompressionAlgorithm.DEF)
                                .build()),
                "unreadable");
    }

    @Test
    void another_key_is_named_as_the_problem() {
        assertRefused(
                encrypted(
                        new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                                .keyID("yesterday")
                                .build()),
                "unknown_key");
    }

    @Test
    void a_changed_ciphertext_is_unreadable() {
        String jwe =
                CardsForTests.jwe(
                        vault.publicKey(), CardsForTests.json(CardsForTests.GOOD, 12, 2030, "123"));
        String[] parts = jwe.split("\\.", -1);
        parts[3] = (parts[3].charAt(0) == 'A' ? "B" : "A") + parts[3].substring(1);
        assertRefused(String.join(".", parts), "unreadable");
    }

    @Test
    void a_card_number_is_masked_as_text() {
        assertThat(new CardNumber(CardsForTests.GOOD)).hasToString("424242******4242");
    }

    private String encrypted(JWEHeader header) {
        return CardsForTests.jwe(
                vault.publicKey(), CardsForTests.json(CardsForTests.GOOD, 12, 2030, "123"), header);
    }

    private void assertRefused(String jwe, String code) {
        assertThat(vault.tokenise(new TokenOrder(MERCHANT, Mode.TEST, jwe)))
                .isInstanceOfSatisfying(
                        Tokenised.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(code);
                            assertThat(refused.param()).isEqualTo("jwe");
                        });
    }

    private CardToken kept(String json) {
        return ((Tokenised.Kept) tokenise(json)).token();
    }

    private Tokenised tokenise(String json) {
        return vault.tokenise(
                new TokenOrder(MERCHANT, Mode.TEST, CardsForTests.jwe(vault.publicKey(), json)));
    }

    private static CardDecryption decryption() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
            return new CardDecryption(
                    (RSAPrivateCrtKey) pair.getPrivate(), (RSAPublicKey) pair.getPublic());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
