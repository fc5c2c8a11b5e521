package io.tollbridge.accounting.balance;

import io.tollbridge.testkit.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class CassandraBalanceStoreIT implements BalanceStoreContract {

    private final BalanceStore store;

    CassandraBalanceStoreIT(@Autowired BalanceStore store) {
        this.store = store;
    }

    @Override
    public BalanceStore store() {
        return store;
    }
}
