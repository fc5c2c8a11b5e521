package io.tollbridge.channel.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What every store of cards does. */
interface CardStoreContract {

    CardStore store();

    private static CardToken token(String random, String last4) {
        return CardToken.of(random, new CardFace("visa", "424242", last4, 2030, 12, "f"));
    }

    private static SealedCard sealed(String content) {
        return new SealedCard(
                "mch_1",
                "test",
                "key1",
                1,
                ByteBuffer.wrap(new byte[] {1, 2, 3}),
                ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    default void what_was_put_is_found() {
        store().put(token("found", "4242"), sealed("a"));
        assertThat(store().find(token("found", "4242"))).contains(sealed("a"));
    }

    @Test
    default void a_token_with_a_forged_face_names_no_card() {
        store().put(token("forged", "4242"), sealed("a"));
        assertThat(store().find(token("forged", "1111"))).isEmpty();
    }

    @Test
    default void an_unknown_token_names_no_card() {
        assertThat(store().find(token("unknown", "4242"))).isEmpty();
    }
}
