package io.tollbridge.accounting.balance;

class InMemoryBalanceStoreTest implements BalanceStoreContract {

    private final BalanceStore store = new InMemoryBalanceStore();

    @Override
    public BalanceStore balances() {
        return store;
    }
}
