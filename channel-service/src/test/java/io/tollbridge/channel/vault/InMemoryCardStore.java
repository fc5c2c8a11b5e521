package io.tollbridge.channel.vault;

import io.tollbridge.kernel.CardToken;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Cards for tests without a database. */
final class InMemoryCardStore implements CardStore {

    private final Map<CardToken, SealedCard> cards = new ConcurrentHashMap<>();

    @Override
    public void put(CardToken token, SealedCard card) {
        cards.put(token, card);
    }

    @Override
    public Optional<SealedCard> find(CardToken token) {
        return Optional.ofNullable(cards.get(token));
    }
}
