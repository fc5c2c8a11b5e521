package io.tollbridge.starter.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a token proves, and what proves nobody. */
class IdentityVerifierTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final KeyPair GATEWAY = pair();
    private static final KeyPair RISK = pair();
    private static final KeyPair STRANGER = pair();
    private static final Caller MERCHANT =
            new Caller(
                    Caller.Kind.MERCHANT,
                    new MerchantId("mch_1"),
                    Mode.LIVE,
                    Set.of("tokens:write"),
                    "key_1");

    private Instant now = NOON;
    private final IdentityVerifier verifier =
            new IdentityVerifier(
                    new IdentityKeys(
                            "payments",
                            STRANGER.getPrivate(),
                            Map.of("gateway", GATEWAY.getPublic(), "risk", RISK.getPublic())),
                    ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void a_callers_words_come_out_as_they_went_in() {
        assertThat(verifier.verify(signed("gateway", GATEWAY, MERCHANT))).contains(MERCHANT);
        var risk = Caller.service("risk");
        assertThat(verifier.verify(signed("risk", RISK, risk))).contains(risk);
    }

    @Test
    void a_token_ends_after_two_minutes_also_when_it_was_believed_before() {
        String token = signed("gateway", GATEWAY, MERCHANT);
        now = NOON.plus(IdentitySigner.LIFE).minusMillis(1);
        assertThat(verifier.verify(token)).isPresent();
        now = NOON.plus(IdentitySigner.LIFE);
        assertThat(verifier.verify(token)).isEmpty();
        assertThat(verifier.verify(token)).isEmpty();
    }

    @Test
    void nothing_and_nonsense_prove_nobody() {
        assertThat(verifier.verify(null)).isEmpty();
        assertThat(verifier.verify("")).isEmpty();
        assertThat(verifier.verify("a.b.c")).isEmpty();
        assertThat(verifier.verify("x".repeat(5000))).isEmpty();
    }

    @Test
    void a_signature_of_another_key_proves_nobody() {
        assertThat(verifier.verify(signed("gateway", STRANGER, MERCHANT))).isEmpty();
        assertThat(verifier.verify(signed("gateway", RISK, MERCHANT))).isEmpty();
        assertThat(verifier.verify(signed("stranger", STRANGER, MERCHANT))).isEmpty();
    }

    @Test
    void a_word_that_was_changed_proves_nobody() {
        String[] parts = signed("gateway", GATEWAY, MERCHANT).split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("mch_1");
        String other = encoded(claims.replace("mch_1", "mch_2"));
        assertThat(verifier.verify(parts[0] + "." + other + "." + parts[2])).isEmpty();
    }

    @Test
    void only_the_gateway_speaks_for_others_and_a_service_for_itself_alone() {
        assertThat(verifier.verify(signed("risk", RISK, MERCHANT))).isEmpty();
        var operator = new Caller(Caller.Kind.OPERATOR, null, Mode.TEST, Set.of("*"), "jo");
        assertThat(verifier.verify(signed("risk", RISK, operator))).isEmpty();
        assertThat(verifier.verify(signed("risk", RISK, Caller.service("channel")))).isEmpty();
        assertThat(verifier.verify(signed("gateway", GATEWAY, Caller.service("risk")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iss\":\"gateway\",\"sub\":\"k\",\"exp\":1795348920,\"kind\":\"MERCHANT\","
                        + "\"mode\":\"neither\",\"scopes\":[\"*\"]}",
                "{\"iss\":\"gateway\",\"sub\":\"k\",\"exp\":1795348920,\"kind\":\"ROOT\","
                        + "\"mode\":\"test\",\"scopes\":[\"*\"]}",
            })
    void a_mode_or_a_kind_that_there_is_not_proves_nobody(String claims) throws JoseException {
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        jws.setPayload(claims);
        jws.setKey(GATEWAY.getPrivate());
        assertThat(verifier.verify(jws.getCompactSerialization())).isEmpty();
    }

    @Test
    void no_signature_and_one_made_with_the_public_key_as_a_secret_prove_nobody()
            throws JoseException {
        String claims = signed("gateway", GATEWAY, MERCHANT).split("\\.", -1)[1];
        assertThat(verifier.verify(encoded("{\"alg\":\"none\"}") + "." + claims + ".")).isEmpty();

        var jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        jws.setPayload(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
        jws.setKey(new HmacKey(GATEWAY.getPublic().getEncoded()));
        assertThat(verifier.verify(jws.getCompactSerialization())).isEmpty();
    }

    private String signed(String issuer, KeyPair pair, Caller caller) {
        var keys = new IdentityKeys(issuer, pair.getPrivate(), Map.of());
        return new IdentitySigner(keys, Clock.fixed(NOON, ZoneOffset.UTC)).sign(caller);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
