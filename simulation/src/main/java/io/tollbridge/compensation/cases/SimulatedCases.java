package io.tollbridge.compensation.cases;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.contracts.channels.ChannelApi;
import io.tollbridge.contracts.payments.PaymentsApi;
import io.tollbridge.simulation.world.FiberExecutor;
import io.tollbridge.simulation.world.Node;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.EventSubscription;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** The cases of compensation in one life of a simulated node. */
public final class SimulatedCases {

    private static final Duration SWEEP = Duration.ofSeconds(10);

    private final CaseService service;
    private final LateAnswerListener lateAnswers;

    /** What the feature talks to. */
    public record Ports(
            CqlSession session,
            JsonMapper json,
            ChannelApi channel,
            PaymentsApi payments,
            EventPublisher publisher,
            BusinessClock clock) {}

    /** Opens them, and starts their timers. */
    public SimulatedCases(Node.Life life, Ports to) {
        var store = new CassandraCaseStore(to.session, to.json);
        var timer = new CaseTimer(to.clock, new FiberExecutor(life, "case"));
        var silence = new Silence(timer, to.clock, SWEEP);
        var investigation =
                new CaseInvestigation(to.channel, to.payments, store, silence, to.clock);
        service = new CaseService(store, investigation, timer, silence, to.publisher, to.clock);
        lateAnswers = new LateAnswerListener(service);
        life.every("case-timer", Duration.ofMillis(500), timer::tick);
        life.every("case-sweep", SWEEP, service::sweep);
    }

    public CaseService service() {
        return service;
    }

    public EventSubscription lateAnswers() {
        return lateAnswers.lateAnswers();
    }
}
