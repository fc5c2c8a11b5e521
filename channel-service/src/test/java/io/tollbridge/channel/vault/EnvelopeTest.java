package io.tollbridge.channel.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final MerchantId MERCHANT = new MerchantId("mch_1");
    private static final CardFace FACE =
            new CardFace("visa", "424242", "4242", 2030, 12, "fingerprint");
    private static final CardToken TOKEN = CardToken.of("random1", FACE);
    private static final Envelope.Content CARD =
            new Envelope.Content(new CardNumber("4242424242424242"), YearMonth.of(2030, 12));

    private final Envelope envelope = new Envelope(new WrappingKeys(new byte[32], 1));

    @Test
    void what_was_sealed_opens_again() throws GeneralSecurityException {
        assertThat(envelope.open(TOKEN, MERCHANT, sealed())).isEqualTo(CARD);
    }

    @Test
    void two_seals_of_one_card_have_nothing_in_common() {
        SealedCard one = sealed();
        SealedCard two = sealed();
        assertThat(one.card()).isNotEqualTo(two.card());
        assertThat(one.wrappedKey()).isNotEqualTo(two.wrappedKey());
        assertThat(one.keyId()).isNotEqualTo(two.keyId());
    }

    @Test
    void a_record_moved_to_another_token_does_not_open() {
        CardToken other = CardToken.of("random2", FACE);
        assertRefused(other, MERCHANT, sealed());
    }

    @Test
    void a_record_moved_to_another_merchant_does_not_open() {
        assertRefused(TOKEN, new MerchantId("mch_2"), sealed());
    }

    @Test
    void a_record_under_another_key_id_does_not_open() {
        SealedCard s = sealed();
        assertRefused(
                TOKEN,
                MERCHANT,
                new SealedCard(
                        s.merchantId(),
                        s.mode(),
                        "other",
                        s.kekVersion(),
                        s.wrappedKey(),
                        s.card()));
    }

    @Test
    void a_record_under_another_kek_version_does_not_open() {
        SealedCard s = sealed();
        assertRefused(
                TOKEN,
                MERCHANT,
                new SealedCard(s.merchantId(), s.mode(), s.keyId(), 2, s.wrappedKey(), s.card()));
    }

    @Test
    void a_card_swapped_between_records_does_not_open() {
        SealedCard s = sealed();
        assertRefused(
                TOKEN,
                MERCHANT,
                new SealedCard(
                        s.merchantId(),
                        s.mode(),
                        s.keyId(),
                        s.kekVersion(),
                        s.wrappedKey(),
                        sealed().card()));
    }

    @Test
    void a_changed_byte_anywhere_is_noticed() {
        SealedCard s = sealed();
        for (int i = 0; i < s.card().remaining(); i++) {
            ByteBuffer bent = ByteBuffer.allocate(s.card().remaining()).put(s.card().duplicate());
            bent.flip();
            bent.put(i, (byte) (bent.get(i) ^ 1));
            assertRefused(
                    TOKEN,
                    MERCHANT,
                    new SealedCard(
                            s.merchantId(),
                            s.mode(),
                            s.keyId(),
                            s.kekVersion(),
                            s.wrappedKey(),
                            bent));
        }
    }

    @Test
    void a_new_kek_version_seals_and_the_old_one_still_opens() throws GeneralSecurityException {
        SealedCard old = sealed();
        var next = new Envelope(new WrappingKeys(new byte[32], 2));
        assertThat(next.open(TOKEN, MERCHANT, old)).isEqualTo(CARD);
        assertThat(next.seal(TOKEN, MERCHANT, Mode.TEST, CARD).kekVersion()).isEqualTo(2);
    }

    @Test
    void another_master_key_opens_nothing() {
        byte[] master = new byte[32];
        master[0] = 1;
        var other = new Envelope(new WrappingKeys(master, 1));
        assertThatThrownBy(() -> other.open(TOKEN, MERCHANT, sealed()))
                .isInstanceOf(GeneralSecurityException.class);
    }

    private SealedCard sealed() {
        return envelope.seal(TOKEN, MERCHANT, Mode.TEST, CARD);
    }

    private void assertRefused(CardToken token, MerchantId merchant, SealedCard sealed) {
        assertThatThrownBy(() -> envelope.open(token, merchant, sealed))
                .isInstanceOf(GeneralSecurityException.class);
    }
}
