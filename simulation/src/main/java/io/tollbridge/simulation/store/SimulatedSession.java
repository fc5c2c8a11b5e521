package io.tollbridge.simulation.store;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metrics.Metrics;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import io.tollbridge.simulation.world.Faults;
import io.tollbridge.simulation.world.Faults.Fault;
import io.tollbridge.simulation.world.Mutant;
import io.tollbridge.simulation.world.Node;
import io.tollbridge.simulation.world.Promise;
import io.tollbridge.simulation.world.World;
import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node's session. Every statement takes time and may fail as a driver's does. */
public final class SimulatedSession implements CqlSession {

    private static final Duration LATEST_COPY = Duration.ofSeconds(90);
    private static final Duration STALE_FOR = Duration.ofSeconds(1);

    private final Tables tables;
    private final Node.Life life;
    private final World world;
    private final Faults faults;
    private final Mutant mutant;
    private Consumer<List<Bound>> beforeBatch = _ -> {};

    public SimulatedSession(Tables tables, Node.Life life, Faults faults, Mutant mutant) {
        this.tables = tables;
        this.life = life;
        this.world = life.world();
        this.faults = faults;
        this.mutant = mutant;
    }

    /** Is shown each conditional batch before it is sent. */
    public void beforeBatch(Consumer<List<Bound>> look) {
        beforeBatch = look;
    }

    @Override
    public PreparedStatement prepare(String query) {
        return tables.schema().query(query).prepared();
    }

    @Override
    public ResultSet execute(Statement<?> statement) {
        var bound = Bound.of(statement);
        if (!bound.getFirst().isWrite()) {
            return read(bound.getFirst(), isSerial(statement));
        }
        boolean conditional = bound.stream().anyMatch(one -> one.query.isConditional());
        return conditional ? writeIf(bound) : write(bound);
    }

    private static boolean isSerial(Statement<?> statement) {
        return CassandraDefaultsAutoConfiguration.SERIAL_READ.equals(
                statement.getExecutionProfileName());
    }

    // ---- reads

    private Found read(Bound select, boolean serial) {
        if (!serial) {
            var found = tables.read(select, Long.MAX_VALUE);
            if (found.isEmpty() || select.table().equals("outbox_shard")) {
                return found; // what sweeps and starts look at most: no step of its own
            }
        }
        var answer = new Promise<Found>();
        world.after(
                world.latency(),
                () -> {
                    world.step("store.read", select);
                    long staleSince = Long.MAX_VALUE;
                    boolean lags = serial ? isStaleByMutant() : faults.strikes(Fault.READ_STALE);
                    if (lags) {
                        staleSince = world.nanos() - STALE_FOR.toNanos();
                    }
                    if (faults.strikes(Fault.READ_FAILED)) {
                        timeOut(answer);
                    } else {
                        var found = tables.read(select, staleSince);
                        world.after(world.latency(), () -> answer.complete(found));
                    }
                });
        return answer.await();
    }

    private boolean isStaleByMutant() {
        return mutant == Mutant.SERIAL_READS_STALE && world.chance(0.3);
    }

    // ---- writes

    private Found write(List<Bound> batch) {
        Bound first = batch.getFirst();
        boolean isMarker = first.table().equals("outbox_pending") && first.isInsert();
        if (isMarker && mutant == Mutant.MARKER_DROPPED) {
            return Found.nothing();
        }
        long writtenAt = life.node().wallNanos() / 1000;
        return send(
                first,
                () -> {
                    tables.write(batch, writtenAt);
                    return Found.nothing();
                });
    }

    private Found writeIf(List<Bound> batch) {
        Bound first = batch.getFirst();
        if (first.sets("epoch") && mutant == Mutant.FENCE_SKIPPED) {
            return Found.applied(first.query.shape);
        }
        beforeBatch.accept(batch);
        var sent = MutantBatch.of(batch, mutant);
        if (sent.isEmpty()) {
            return Found.applied(first.query.shape);
        }
        return send(
                first,
                () -> {
                    if (mutant == Mutant.CONDITION_IGNORED && first.table().equals("payment")) {
                        return tables.writeAnyway(sent, world.nanos());
                    }
                    var found = tables.writeIf(sent, world.nanos());
                    if (found.wasApplied() && mutant == Mutant.MARKER_DELETED_EARLY) {
                        tables.deleteMarkersOf(first.text("payment_id"));
                    }
                    return found;
                });
    }

    private Found send(Bound first, Supplier<Found> effect) {
        var answer = new Promise<Found>();
        Supplier<Found> step =
                () -> {
                    world.step("store.write", first);
                    return effect.get();
                };
        if (faults.strikes(Fault.WRITE_LOST)) {
            timeOut(answer);
        } else if (faults.strikes(Fault.WRITE_LATE)) {
            timeOut(answer);
            faults.temptBadly(life.node());
            world.after(world.between(Duration.ZERO, LATEST_COPY), () -> unheard(step));
        } else if (faults.strikes(Fault.WRITE_UNACKNOWLEDGED)) {
            timeOut(answer);
            faults.tempt(life.node());
            world.after(world.latency(), () -> unheard(step));
        } else {
            world.after(
                    world.latency(),
                    () -> {
                        var found = step.get();
                        world.after(world.latency(), () -> answer.complete(found));
                    });
        }
        return answer.await();
    }

    private static void unheard(Supplier<Found> step) {
        var _ = step.get();
    }

    private void timeOut(Promise<Found> answer) {
        long when = world.between(Duration.ofMillis(10), Duration.ofSeconds(5));
        world.after(
                when,
                () -> {
                    world.step("store.timeout", life.node());
                    answer.fail(new DriverTimeoutException("simulated"));
                });
    }

    // ---- what nobody asks a session for

    @Override
    public String getName() {
        return life.node().toString();
    }

    @Override
    public <R extends Request, T> T execute(R request, GenericType<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Metadata getMetadata() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSchemaMetadataEnabled() {
        return false;
    }

    @Override
    public CompletionStage<Metadata> setSchemaMetadataEnabled(@Nullable Boolean newValue) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Metadata> refreshSchemaAsync() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> checkSchemaAgreementAsync() {
        throw new UnsupportedOperationException();
    }

    @Override
    public DriverContext getContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CqlIdentifier> getKeyspace() {
        return Optional.empty();
    }

    @Override
    public Optional<Metrics> getMetrics() {
        return Optional.empty();
    }

    @Override
    public CompletionStage<Void> closeFuture() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> closeAsync() {
        return closeFuture();
    }

    @Override
    public CompletionStage<Void> forceCloseAsync() {
        return closeFuture();
    }
}
