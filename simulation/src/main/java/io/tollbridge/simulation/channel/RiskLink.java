package io.tollbridge.simulation.channel;

import io.tollbridge.contracts.risk.Assessment;
import io.tollbridge.contracts.risk.AssessmentRequest;
import io.tollbridge.contracts.risk.RiskApi;
import io.tollbridge.simulation.world.Faults;
import io.tollbridge.simulation.world.Faults.Fault;
import io.tollbridge.simulation.world.World;
import io.tollbridge.starter.http.SimulatedFailure;
import java.time.Duration;
import java.util.List;

/** risk-service: blocks the card that ends in 0019, and is sometimes away. */
public final class RiskLink implements RiskApi {

    private final World world;
    private final Faults faults;

    public RiskLink(World world, Faults faults) {
        this.world = world;
        this.faults = faults;
    }

    @Override
    public Assessment assess(AssessmentRequest request) {
        world.sleep(Duration.ofNanos(world.latency()));
        if (faults.strikes(Fault.RISK_AWAY)) {
            throw SimulatedFailure.silent("risk");
        }
        var decision =
                request.card().last4().equals("0019")
                        ? Assessment.Decision.BLOCK
                        : Assessment.Decision.ALLOW;
        return new Assessment(decision, 10, List.of("simulated"), false);
    }
}
