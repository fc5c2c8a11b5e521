package io.tollbridge.accounting.posting;

class InMemoryPostingStoreTest implements PostingStoreContract {

    private final PostingStore store = new InMemoryPostingStore();

    @Override
    public PostingStore postings() {
        return store;
    }
}
