package io.tollbridge.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import io.tollbridge.compensation.CompensationApplication;
import io.tollbridge.coreengine.CoreEngineApplication;
import io.tollbridge.simulation.store.Schema;
import io.tollbridge.simulation.store.SimulatedSession;
import io.tollbridge.simulation.store.Tables;
import io.tollbridge.simulation.world.Faults;
import io.tollbridge.simulation.world.Mutant;
import io.tollbridge.simulation.world.Node;
import io.tollbridge.simulation.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The simulated store does with the services' CQL what Cassandra does. */
class SimulatedStoreTest {

    private static final String CLAIM =
            "INSERT INTO order_ref (merchant_id, mode, order_ref, payment_id)"
                    + " VALUES (?, 'test', 'o1', ?) IF NOT EXISTS";
    private static final String MOVE =
            "UPDATE payment SET version = ?, state = ? WHERE payment_id = ? IF version = ?";
    private static final String VERSION =
            "SELECT version, state FROM payment WHERE payment_id = ? LIMIT 1";
    private static final String MARK = "INSERT INTO outbox_shard (shard, low_bucket) VALUES (?, ?)";
    private static final String MARKED = "SELECT low_bucket FROM outbox_shard WHERE shard = ?";

    private static final String ADD =
            "UPDATE attempt_case SET history = history + ? WHERE attempt_id = ?";
    private static final String ADDED = "SELECT history FROM attempt_case WHERE attempt_id = ?";

    private final World world = new World(1);
    private final Faults faults = new Faults(world);
    private final Tables tables = new Tables(Schema.of(CoreEngineApplication.class), (_, _) -> {});

    @Test
    void the_first_claim_stays_and_the_second_is_shown_it() {
        on(
                Duration.ZERO,
                session -> {
                    assertThat(run(session, CLAIM, "m1", "pay_1").wasApplied()).isTrue();
                    var second = run(session, CLAIM, "m1", "pay_2");
                    assertThat(second.wasApplied()).isFalse();
                    var row = second.one();
                    assertThat(row).isNotNull();
                    assertThat(row.getBoolean("[applied]")).isFalse();
                    assertThat(row.getString("payment_id")).isEqualTo("pay_1");
                });
    }

    @Test
    void an_update_applies_only_to_what_it_was_decided_on() {
        on(
                Duration.ZERO,
                session -> {
                    assertThat(run(session, MOVE, 1, "processing", "pay_1", null).wasApplied())
                            .isTrue();
                    assertThat(run(session, MOVE, 1, "canceled", "pay_1", null).wasApplied())
                            .isFalse();
                    assertThat(run(session, MOVE, 2, "succeeded", "pay_1", 1).wasApplied())
                            .isTrue();
                    var row = run(session, VERSION, "pay_1").one();
                    assertThat(row).isNotNull();
                    assertThat(row.getInt("version")).isEqualTo(2);
                    assertThat(row.getString("state")).isEqualTo("succeeded");
                });
    }

    @Test
    void of_two_plain_writes_the_one_with_the_later_clock_stays() {
        on(Duration.ofMinutes(1), session -> run(session, MARK, 1, 10L));
        on(Duration.ZERO, session -> run(session, MARK, 1, 20L));
        on(
                Duration.ZERO,
                session -> {
                    var row = run(session, MARKED, 1).one();
                    assertThat(row).isNotNull();
                    assertThat(row.getLong("low_bucket")).isEqualTo(10);
                });
    }

    @Test
    void what_is_added_to_a_map_stands_beside_what_was_there() {
        var cases = new Tables(Schema.of(CompensationApplication.class), (_, _) -> {});
        on(
                cases,
                Duration.ZERO,
                session -> {
                    run(session, ADD, Map.of(2, "two"), "att_1");
                    run(session, ADD, Map.of(1, "one"), "att_1");
                    var row = run(session, ADDED, "att_1").one();
                    assertThat(row).isNotNull();
                    assertThat(row.getMap("history", Integer.class, String.class))
                            .containsExactly(Map.entry(1, "one"), Map.entry(2, "two"));
                });
    }

    private static ResultSet run(CqlSession session, String cql, Object... values) {
        return session.execute(session.prepare(cql).bind(values));
    }

    private void on(Duration skew, Consumer<CqlSession> work) {
        on(tables, skew, work);
    }

    /** On a node whose clock is ahead by so much. */
    private void on(Tables tables, Duration skew, Consumer<CqlSession> work) {
        faults.end();
        var life = new Node(world, "node", 1, skew, _ -> false).start();
        var done = new boolean[1];
        life.spawn(
                "test",
                () -> {
                    work.accept(new SimulatedSession(tables, life, faults, Mutant.NONE));
                    done[0] = true;
                });
        assertThat(world.run(Duration.ofHours(1), () -> done[0])).isTrue();
    }
}
