package io.tollbridge.starter.aggregate;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.starter.event.EventCodec;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Opens the store of one kind of aggregate and runs its outbox. Declare it as a bean; it is started
 * and stopped with the context.
 */
public final class Aggregates implements SmartLifecycle {

    private final AggregateStore store;
    private final OutboxSweeper sweeper;
    private final Outbox outbox;

    public Aggregates(
            CqlSession session,
            KafkaTemplate<String, byte[]> kafka,
            EventCodec codec,
            Clock systemClock,
            AggregateTable table) {
        this(
                session,
                codec,
                table,
                new OutboxRelay(kafka, codec, table),
                OutboxTime.of(systemClock),
                OutboxSweeper.timer());
    }

    Aggregates(
            CqlSession session,
            EventCodec codec,
            AggregateTable table,
            OutboxRelay relay,
            OutboxTime time,
            ScheduledExecutorService sweeps) {
        var markers = new OutboxMarkers(session, time, table);
        this.store = new CassandraAggregateStore(session, table, markers, codec, relay);
        var cql = new AggregateStatements(session, table);
        this.sweeper = new OutboxSweeper(markers, relay, cql, time.clock(), table.shards(), sweeps);
        this.outbox = new Outbox(markers, relay, cql, table.shards());
    }

    public AggregateStore store() {
        return store;
    }

    public Outbox outbox() {
        return outbox;
    }

    @Override
    public void start() {
        sweeper.start();
    }

    @Override
    public void stop() {
        sweeper.stop();
    }

    @Override
    public boolean isRunning() {
        return sweeper.isRunning();
    }

    @Override
    public int getPhase() {
        return sweeper.getPhase();
    }
}
