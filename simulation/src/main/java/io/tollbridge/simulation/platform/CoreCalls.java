package io.tollbridge.simulation.platform;

import io.tollbridge.coreengine.command.SimulatedCoreEngine;
import io.tollbridge.simulation.world.Faults;
import io.tollbridge.simulation.world.Faults.Fault;
import io.tollbridge.simulation.world.Node;
import io.tollbridge.simulation.world.Promise;
import io.tollbridge.simulation.world.World;
import io.tollbridge.starter.http.ServiceCallException;
import io.tollbridge.starter.http.SimulatedFailure;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** HTTP to core-engine, whichever node it meets. */
public final class CoreCalls {

    private static final String SERVICE = "core-engine";

    private final World world;
    private final Faults faults;
    private final List<Node> nodes;
    private final Map<Node.Life, SimulatedCoreEngine> engines = new HashMap<>();

    CoreCalls(World world, Faults faults, List<Node> nodes) {
        this.world = world;
        this.faults = faults;
        this.nodes = nodes;
    }

    void serves(Node.Life life, SimulatedCoreEngine engine) {
        engines.keySet().removeIf(Node.Life::isOver);
        engines.put(life, engine);
        life.serves();
    }

    /**
     * Asks a node and waits.
     *
     * @throws ServiceCallException when nothing, or nothing usable, came back
     */
    public <T> T call(String what, Duration patience, Function<SimulatedCoreEngine, T> work) {
        var answer = new Promise<T>();
        if (faults.strikes(Fault.CALL_REFUSED)) {
            later(() -> answer.fail(SimulatedFailure.notSent(SERVICE)));
        } else if (!faults.strikes(Fault.CALL_LOST)) {
            later(() -> arrived(what, work, answer));
        }
        world.after(patience.toNanos(), () -> answer.fail(SimulatedFailure.silent(SERVICE)));
        return answer.await();
    }

    private <T> void arrived(
            String what, Function<SimulatedCoreEngine, T> work, Promise<T> answer) {
        Node node = world.oneOf(nodes);
        world.step("call.arrived", what);
        var life = node.life();
        var engine = life == null ? null : engines.get(life);
        if (life == null || engine == null) {
            later(() -> answer.fail(SimulatedFailure.notSent(SERVICE)));
            return;
        }
        life.spawn(
                what,
                () -> {
                    try {
                        T value = work.apply(engine);
                        if (!faults.strikes(Fault.ANSWER_LOST)) {
                            later(() -> answer.complete(value));
                        }
                    } catch (RuntimeException e) {
                        if (!Expected.test(e)) {
                            throw e;
                        }
                        int status = e instanceof ProblemException problem ? problem.status() : 500;
                        later(() -> answer.fail(SimulatedFailure.answered(SERVICE, status)));
                    }
                });
    }

    private void later(Runnable action) {
        world.after(world.latency(), action);
    }
}
