package io.tollbridge.compensation.watch;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.compensation.cases.CaseService;
import io.tollbridge.contracts.payments.PaymentsApi;
import io.tollbridge.simulation.world.Node;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventSubscription;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** The watch of compensation in one life of a simulated node. */
public final class SimulatedWatch {

    private static final Duration WATCH_FOR = Duration.ofSeconds(45);

    private final AttemptListener listener;

    /** Takes over what others watched, and starts its timer. */
    public SimulatedWatch(
            Node.Life life,
            CqlSession session,
            JsonMapper json,
            PaymentsApi payments,
            BusinessClock clock,
            CaseService cases) {
        var watch =
                new AttemptWatch(
                        new CassandraWatchStore(session, json),
                        payments,
                        clock,
                        WATCH_FOR,
                        life.world()::nanos);
        watch.adopt();
        listener = new AttemptListener(watch, cases);
        life.every("watch", Duration.ofSeconds(1), watch::lookAtOverdue);
    }

    public EventSubscription attempts() {
        return listener.attempts();
    }
}
