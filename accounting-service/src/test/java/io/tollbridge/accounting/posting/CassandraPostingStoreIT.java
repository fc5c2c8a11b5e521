package io.tollbridge.accounting.posting;

import io.tollbridge.testkit.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class CassandraPostingStoreIT implements PostingStoreContract {

    private final PostingStore store;

    CassandraPostingStoreIT(@Autowired PostingStore store) {
        this.store = store;
    }

    @Override
    public PostingStore store() {
        return store;
    }
}
