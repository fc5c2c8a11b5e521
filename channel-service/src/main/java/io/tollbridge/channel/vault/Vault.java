package io.tollbridge.channel.vault;

import io.tollbridge.channel.vault.CardDecryption.UnreadableException;
import io.tollbridge.channel.vault.CardPolicy.Flaw;
import io.tollbridge.contracts.channels.TokenKey;
import io.tollbridge.contracts.channels.TokenOrder;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns encrypted card data into tokens, and tokens into cards for the merchant they belong to. */
public final class Vault {

    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_CHARACTERS = 26;

    private final CardDecryption decryption;
    private final Envelope envelope;
    private final CardStore store;
    private final CvvHold cvvs;
    private final byte[] fingerprintKey;
    private final InstantSource clock;

    Vault(
            CardDecryption decryption,
            Envelope envelope,
            CardStore store,
            CvvHold cvvs,
            byte[] fingerprintKey,
            InstantSource clock) {
        this.decryption = decryption;
        this.envelope = envelope;
        this.store = store;
        this.cvvs = cvvs;
        this.fingerprintKey = fingerprintKey.clone();
        this.clock = clock;
    }

    /** What became of card data. */
    sealed interface Tokenised {
        /** It is kept; the token stands for it. */
        record Kept(CardToken token, CardFace face) implements Tokenised {}

        /** It is refused: a stable code, the field, and a sentence. */
        record Refused(String code, String param, String detail) implements Tokenised {}
    }

    TokenKey publicKey() {
        return decryption.publicKey();
    }

    Tokenised tokenise(TokenOrder order) {
        byte[] plain;
        try {
            plain = decryption.decrypt(order.jwe());
        } catch (UnreadableException e) {
            return new Tokenised.Refused(e.code(), "jwe", String.valueOf(e.getMessage()));
        }
        try {
            return CardPayload.read(plain)
                    .map(payload -> keep(order, payload))
                    .orElseGet(() ->
                            new Tokenised.Refused(
                                    "unreadable", "jwe", "jwe: (expected: a JSON object inside)"));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private Tokenised keep(TokenOrder order, CardPayload payload) {
        YearMonth thisMonth = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        Optional<Flaw> flaw =
                CardPolicy.flawOf(
                        payload.number(),
                        payload.expMonth(),
                        payload.expYear(),
                        payload.cvcDigits(),
                        thisMonth);
        if (flaw.isPresent()) {
            payload.wipe();
            Flaw found = flaw.get();
            return new Tokenised.Refused(found.code(), found.param(), found.detail());
        }
        var number = new CardNumber(payload.number());
        var expiry = YearMonth.of(payload.expYear(), payload.expMonth());
        CardFace face = face(number, expiry);
        byte[] random = new byte[17];
        RANDOM.nextBytes(random);
        CardToken token = CardToken.of(Ids.base32(random, ID_CHARACTERS), face);
        store.put(
                token,
                envelope.seal(
                        token,
                        order.merchantId(),
                        order.mode(),
                        new Envelope.Content(number, expiry)));
        if (payload.cvc() != null) {
            cvvs.put(token, payload.cvc());
        }
        return new Tokenised.Kept(token, face);
    }

    private CardFace face(CardNumber number, YearMonth expiry) {
        return new CardFace(
                CardPolicy.brandOf(number.reveal()),
                number.bin(),
                number.last4(),
                expiry.getYear(),
                expiry.getMonthValue(),
                Ids.derived(fingerprintKey, "card", number.reveal()));
    }

    /**
     * The card of a token, for a message to a channel. One read. Empty when the token names no card
     * of this merchant and mode.
     */
    public Optional<Card> reveal(CardToken token, MerchantId merchant, Mode mode) {
        Optional<SealedCard> found = store.find(token);
        if (found.isEmpty()
                || !found.get().merchantId().equals(merchant.value())
                || !found.get().mode().equals(mode.wire())) {
            return Optional.empty();
        }
        try {
            Envelope.Content content = envelope.open(token, merchant, found.get());
            return Optional.of(
                    new Card(content.number(), content.expiry(), () -> cvvs.take(token)));
        } catch (GeneralSecurityException _) {
            LOG.atError()
                    .addKeyValue("merchant.id", merchant)
                    .addKeyValue("vault.key_id", found.get().keyId())
                    .log("vault.record_does_not_open");
            return Optional.empty();
        }
    }
}
