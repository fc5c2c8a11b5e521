package io.tollbridge.checkout.support;

import io.tollbridge.contracts.channels.TokenCreated;
import io.tollbridge.contracts.channels.TokenKey;
import io.tollbridge.contracts.channels.TokenOrder;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * The vault of a test: opens what the page sealed, with a library, and keeps it to be looked at.
 */
public final class VaultStub implements AutoCloseable {

    public static final String KEY_ID = "vault-test-1";

    private final RsaJsonWebKey key;
    private final StubServer server;
    private final Map<String, Map<?, ?>> cards = new ConcurrentHashMap<>();
    private final List<String> sealed = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile CountDownLatch held = new CountDownLatch(0);

    public VaultStub() {
        try {
            key = RsaJwkGenerator.generateJwk(2048);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
        server =
                new StubServer()
                        .on("GET /internal/v1/tokens/key", _ -> StubServer.Reply.of(publicKey()))
                        .on(
                                "POST /internal/v1/tokens",
                                call -> StubServer.Reply.of(create(call.as(TokenOrder.class))));
    }

    public String url() {
        return server.url();
    }

    /** Cards are answered when the latch is open. */
    public void hold(CountDownLatch latch) {
        held = latch;
    }

    /** What arrived, as it arrived. */
    public List<String> sealed() {
        return sealed;
    }

    /** What a token stands for. */
    public Map<?, ?> card(CardToken token) {
        return cards.get(token.value());
    }

    /** The fields of every card that was opened. */
    public List<Map<?, ?>> opened() {
        return List.copyOf(cards.values());
    }

    public TokenKey publicKey() {
        var parameters = key.toParams(org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        return new TokenKey(
                "RSA",
                KEY_ID,
                "enc",
                "RSA-OAEP-256",
                parameters.get("n").toString(),
                parameters.get("e").toString());
    }

    /** Seals a card as the page does. */
    public String seal(String number, String cvc) {
        try {
            var jwe = new JsonWebEncryption();
            jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.RSA_OAEP_256);
            jwe.setEncryptionMethodHeaderParameter(
                    ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
            jwe.setKeyIdHeaderValue(KEY_ID);
            jwe.setKey((RSAPublicKey) key.getPublicKey());
            jwe.setPayload(
                    StubServer.JSON.writeValueAsString(
                            Map.of(
                                    "number",
                                    number,
                                    "exp_month",
                                    12,
                                    "exp_year",
                                    2031,
                                    "cvc",
                                    cvc)));
            return jwe.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private TokenCreated create(TokenOrder order) {
        sealed.add(order.jwe());
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Map<?, ?> card;
        try {
            card = open(order.jwe());
        } catch (JoseException e) {
            return new TokenCreated(null, null, "unreadable", null);
        }
        String number = card.get("number").toString();
        if (card.get("cvc").equals("999")) { // the vault's own check, stricter than the page's
            return new TokenCreated(null, null, "invalid_cvc", "cvc");
        }
        var face =
                new CardFace(
                        "visa",
                        number.substring(0, 6),
                        number.substring(number.length() - 4),
                        (Integer) card.get("exp_year"),
                        (Integer) card.get("exp_month"),
                        "fp_test");
        var token = CardToken.of("t" + tokens.incrementAndGet(), face);
        cards.put(token.value(), card);
        return new TokenCreated(token, face, null, null);
    }

    private Map<?, ?> open(String compact) throws JoseException {
        var jwe = new JsonWebEncryption();
        jwe.setAlgorithmConstraints(
                new AlgorithmConstraints(
                        ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.RSA_OAEP_256));
        jwe.setContentEncryptionAlgorithmConstraints(
                new AlgorithmConstraints(
                        ConstraintType.PERMIT, ContentEncryptionAlgorithmIdentifiers.AES_256_GCM));
        jwe.setCompactSerialization(compact);
        if (!KEY_ID.equals(jwe.getKeyIdHeaderValue())) {
            throw new JoseException("kid: " + jwe.getKeyIdHeaderValue());
        }
        jwe.setKey(key.getPrivateKey());
        return StubServer.JSON.readValue(jwe.getPayload(), Map.class);
    }

    @Override
    public void close() {
        server.close();
    }
}
