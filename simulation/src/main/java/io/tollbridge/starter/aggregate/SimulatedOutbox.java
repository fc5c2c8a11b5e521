package io.tollbridge.starter.aggregate;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.simulation.world.FiberExecutor;
import io.tollbridge.simulation.world.Node;
import io.tollbridge.starter.event.EventCodec;
import org.springframework.kafka.core.KafkaTemplate;

/** The real store, relay and sweep on the time and the threads of a simulated node. */
public final class SimulatedOutbox {

    private SimulatedOutbox() {}

    public static Aggregates open(
            CqlSession session,
            KafkaTemplate<String, byte[]> kafka,
            EventCodec codec,
            AggregateTable table,
            Node.Life life) {
        var world = life.world();
        var sender = FiberExecutor.ofOneThread(life, "outbox-relay");
        return new Aggregates(
                session,
                codec,
                table,
                new OutboxRelay(kafka, codec, table, world::nanos, sender),
                new OutboxTime(life.clock(), world::nanos, life::timeUuid),
                new FiberExecutor(life, "outbox-sweeper"));
    }
}
