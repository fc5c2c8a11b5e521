package io.tollbridge.channel.vault;

import io.tollbridge.kernel.CardToken;
import java.util.Optional;

/** Sealed cards by whole token. */
interface CardStore {

    /** Keeps a card; durable when this returns. */
    void put(CardToken token, SealedCard card);

    /** The card of exactly this token, face included. */
    Optional<SealedCard> find(CardToken token);
}
