package io.tollbridge.sandbox.client;

import java.util.Map;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Seals a card for the vault, as the hosted page and SDKs do, and exchanges it for a token. */
public final class CardSealer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApiClient api;
    private final PublicJsonWebKey vault;

    /**
     * A sealer for the vault's present key.
     *
     * @param api a client with a publishable key
     */
    public CardSealer(ApiClient api) {
        this.api = api;
        try {
            JsonNode key = api.get("/v1/tokens/key");
            vault = PublicJsonWebKey.Factory.newPublicJwk(JSON.writeValueAsString(key));
        } catch (JoseException e) {
            throw new IllegalStateException("the vault's key is not readable", e);
        }
    }

    /** The payment method of a test card, good until December 2031. */
    public Map<String, String> method(String number) {
        String token =
                api.post("/v1/tokens", Map.of("jwe", seal(number)))
                        .expect(200, 201)
                        .path("id")
                        .asString();
        return Map.of("type", "card", "token", token);
    }

    /** A test card as {@code POST /v1/tokens} takes it. */
    public String seal(String number) {
        try {
            var jwe = new JsonWebEncryption();
            jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.RSA_OAEP_256);
            jwe.setEncryptionMethodHeaderParameter(
                    ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
            jwe.setKeyIdHeaderValue(vault.getKeyId());
            jwe.setKey(vault.getPublicKey());
            jwe.setPayload(
                    JSON.writeValueAsString(
                            Map.of(
                                    "number",
                                    number,
                                    "exp_month",
                                    12,
                                    "exp_year",
                                    2031,
                                    "cvc",
                                    "123")));
            return jwe.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the card cannot be sealed", e);
        }
    }
}
