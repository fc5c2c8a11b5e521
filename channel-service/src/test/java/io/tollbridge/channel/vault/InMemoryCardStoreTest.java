package io.tollbridge.channel.vault;

class InMemoryCardStoreTest implements CardStoreContract {

    private final InMemoryCardStore store = new InMemoryCardStore();

    @Override
    public CardStore store() {
        return store;
    }
}
