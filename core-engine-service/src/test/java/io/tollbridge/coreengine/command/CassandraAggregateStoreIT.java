package io.tollbridge.coreengine.command;

import io.tollbridge.starter.aggregate.AggregateStore;
import io.tollbridge.starter.aggregate.Aggregates;
import io.tollbridge.testkit.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The same contract on real Cassandra. */
@ServiceTest
@Import(ScriptedSiblings.class)
class CassandraAggregateStoreIT implements AggregateStoreContract {

    @Autowired private Aggregates aggregates;

    @Override
    public AggregateStore store() {
        return aggregates.store();
    }
}
