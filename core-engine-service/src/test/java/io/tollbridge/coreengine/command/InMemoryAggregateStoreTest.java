package io.tollbridge.coreengine.command;

import io.tollbridge.starter.aggregate.AggregateStore;

class InMemoryAggregateStoreTest implements AggregateStoreContract {

    private final AggregateStore store = new InMemoryAggregateStore();

    @Override
    public AggregateStore store() {
        return store;
    }
}
