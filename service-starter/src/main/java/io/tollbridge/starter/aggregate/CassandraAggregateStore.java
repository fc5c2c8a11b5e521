package io.tollbridge.starter.aggregate;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.event.EventCodec;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link AggregateStore} on one Cassandra table; see {@link AggregateTable} for its shape. */
final class CassandraAggregateStore implements AggregateStore {

    private static final Logger log = LoggerFactory.getLogger(CassandraAggregateStore.class);
    private static final int SENDS = 3;

    private final CqlSession session;
    private final OutboxMarkers markers;
    private final EventCodec codec;
    private final OutboxRelay relay;
    private final AggregateStatements cql;

    CassandraAggregateStore(
            CqlSession session,
            AggregateTable table,
            OutboxMarkers markers,
            EventCodec codec,
            OutboxRelay relay) {
        this.session = session;
        this.markers = markers;
        this.codec = codec;
        this.relay = relay;
        this.cql = new AggregateStatements(session, table);
    }

    @Override
    public Aggregate load(String id) {
        return cql.load(id);
    }

    @Override
    public Outcome append(Transition transition) {
        List<byte[]> bodies = transition.events().stream().map(codec::body).toList();
        String trace = Trace.parent();
        var batch = batch(transition, bodies, trace);
        for (int send = 1; send <= SENDS; send++) {
            // A fresh marker for each send: the sweep may meanwhile have taken the last one for
            // dead.
            var marker = markers.write(transition.id(), transition.before().version() + 1);
            Crash.at("append.marked", lastType(transition));
            var outcome = send(transition, batch);
            if (outcome instanceof Outcome.Applied) {
                Crash.at("append.applied", lastType(transition));
                relay.handOver(new OutboxRelay.Written(transition, bodies, trace, marker));
                return outcome;
            }
            if (outcome != null) {
                return outcome;
            }
        }
        return new Outcome.Unclear();
    }

    private static String lastType(Transition transition) {
        return EventCodec.typeOf(transition.events().getLast().getClass()).value();
    }

    /** Sends once; null when it provably did not apply yet and may be sent again. */
    private @Nullable Outcome send(Transition transition, BatchStatement batch) {
        try {
            Row row = session.execute(batch).one();
            if (row == null || row.getBoolean("[applied]")) {
                return new Outcome.Applied(transition.versionAfter());
            }
        } catch (DriverException e) {
            log.atWarn()
                    .addKeyValue("aggregate.id", transition.id())
                    .setCause(e)
                    .log("append.unclear");
            return findOut(transition, true);
        }
        return findOut(transition, false); // "not applied" may be our own earlier send
    }

    private @Nullable Outcome findOut(Transition transition, boolean mayResend) {
        try {
            int next = transition.before().version() + 1;
            UUID there = cql.opIdOf(transition.id(), next);
            if (transition.opId().equals(there)) {
                return new Outcome.Applied(transition.versionAfter());
            }
            boolean untouched =
                    there == null
                            && cql.load(transition.id()).epoch() == transition.before().epoch();
            return untouched && mayResend ? null : new Outcome.Overtaken();
        } catch (DriverException e) {
            return new Outcome.Unclear();
        }
    }

    private BatchStatement batch(
            Transition transition, List<byte[]> bodies, @Nullable String trace) {
        BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        batch.addStatement(cql.move(transition));
        int sequence = transition.before().version();
        for (int i = 0; i < bodies.size(); i++) {
            sequence++;
            String type = EventCodec.typeOf(transition.events().get(i).getClass()).value();
            batch.addStatement(cql.event(transition, sequence, type, bodies.get(i), trace));
        }
        transition.notes().forEach(note -> batch.addStatement(cql.note(transition, note)));
        Answer answer = transition.answer();
        if (answer != null) {
            batch.addStatement(cql.answer(transition, answer));
        }
        return batch.setExecutionProfileName(CassandraDefaultsAutoConfiguration.LWT).build();
    }

    @Override
    public boolean fence(Aggregate seen) {
        return cql.fence(seen);
    }

    @Override
    public Optional<Answer> answer(String id, String key) {
        return cql.findAnswer(id, key);
    }

    @Override
    public List<LoggedEvent> events(String id, long fromSequence) {
        return cql.events(id, fromSequence);
    }
}
