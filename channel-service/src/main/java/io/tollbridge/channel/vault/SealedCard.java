package io.tollbridge.channel.vault;

import java.nio.ByteBuffer;

/**
 * A card as it lies in the table.
 *
 * @param merchantId whose it is
 * @param mode {@code test} or {@code live}
 * @param keyId names the record's own key; authenticated with the card
 * @param kekVersion which key-encryption key wraps the record's key
 */
record SealedCard(
        String merchantId,
        String mode,
        String keyId,
        int kekVersion,
        ByteBuffer wrappedKey,
        ByteBuffer card) {}
