package io.tollbridge.channel.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.secret.AesGcm;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.YearMonth;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a card under a key of its own and wraps that key. What names the record is authenticated
 * with both: a record copied to another token, merchant or key does not open.
 */
final class Envelope {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;

    private final WrappingKeys keks;

    Envelope(WrappingKeys keks) {
        this.keks = keks;
    }

    /** What is sealed: number and expiry. */
    record Content(CardNumber number, YearMonth expiry) {}

    SealedCard seal(CardToken token, MerchantId merchant, Mode mode, Content content) {
        byte[] dek = random(KEY_BYTES);
        byte[] plain = (content.number().reveal() + "|" + content.expiry()).getBytes(US_ASCII);
        String keyId = Ids.base32(random(17), 26);
        int version = keks.current();
        try {
            ByteBuffer card =
                    AesGcm.seal(aes(dek), plain, cardNames(token, merchant.value(), keyId));
            ByteBuffer wrapped =
                    AesGcm.seal(keks.version(version), dek, keyNames(token, keyId, version));
            return new SealedCard(merchant.value(), mode.wire(), keyId, version, wrapped, card);
        } finally {
            Arrays.fill(dek, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * Opens a record for the merchant that asks.
     *
     * @throws GeneralSecurityException when the record was not sealed for this token and merchant
     */
    Content open(CardToken token, MerchantId merchant, SealedCard sealed)
            throws GeneralSecurityException {
        String keyId = sealed.keyId();
        int version = sealed.kekVersion();
        byte[] dek =
                AesGcm.open(
                        keks.version(version),
                        sealed.wrappedKey(),
                        keyNames(token, keyId, version));
        byte[] plain = {};
        try {
            plain = AesGcm.open(aes(dek), sealed.card(), cardNames(token, merchant.value(), keyId));
            String text = new String(plain, US_ASCII);
            int bar = text.indexOf('|');
            return new Content(
                    new CardNumber(text.substring(0, bar)),
                    YearMonth.parse(text.substring(bar + 1)));
        } finally {
            Arrays.fill(dek, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static byte[] cardNames(CardToken token, String merchant, String keyId) {
        return (token.value() + "|" + merchant + "|" + keyId).getBytes(US_ASCII);
    }

    private static byte[] keyNames(CardToken token, String keyId, int version) {
        return (token.value() + "|" + keyId + "|kek" + version).getBytes(US_ASCII);
    }

    private static SecretKey aes(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
