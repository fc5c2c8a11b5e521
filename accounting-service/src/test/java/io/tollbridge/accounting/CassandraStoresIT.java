package io.tollbridge.accounting;

import io.tollbridge.accounting.balance.BalanceStore;
import io.tollbridge.accounting.balance.BalanceStoreContract;
import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.accounting.posting.PostingStoreContract;
import io.tollbridge.testkit.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;

/** The real stores do what the ones in memory do. */
@ServiceTest
class CassandraStoresIT implements PostingStoreContract, BalanceStoreContract {

    @Autowired private PostingStore postings;
    @Autowired private BalanceStore balances;

    @Override
    public PostingStore postings() {
        return postings;
    }

    @Override
    public BalanceStore balances() {
        return balances;
    }
}
