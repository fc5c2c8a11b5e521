package io.tollbridge.simulation.merchant;

import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.coreengine.command.SimulatedCoreEngine;
import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.simulation.platform.CoreCalls;
import io.tollbridge.simulation.world.Node;
import io.tollbridge.simulation.world.World;
import io.tollbridge.starter.http.ServiceCallException;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A merchant's requests: each is sent until there is an answer that stays. */
final class Requests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final World world;
    private final Node.Life life;
    private final CoreCalls core;
    private final List<Request> asked = new ArrayList<>();
    private int underWay;

    Requests(World world, Node.Life life, CoreCalls core) {
        this.world = world;
        this.life = life;
        this.core = core;
    }

    List<Request> asked() {
        return asked;
    }

    boolean areOver() {
        return underWay == 0;
    }

    Request add(String operation, RequestKey key, @Nullable PaymentId payment) {
        var request = new Request(operation, key, payment);
        asked.add(request);
        return request;
    }

    /** Asks until there is an answer; sometimes twice at once, sometimes again afterwards. */
    Heard ask(
            Request request,
            Function<SimulatedCoreEngine, SimulatedCoreEngine.Answer> command) {
        if (world.chance(0.2)) {
            aside(() -> repeat(request, command)); // a double click
        }
        var heard = repeat(request, command);
        if (heard.isKept() && world.chance(0.2)) {
            aside(() -> repeat(request, command));
        }
        return heard;
    }

    private void aside(Runnable work) {
        underWay++;
        life.spawn(
                "again",
                () -> {
                    world.sleep(Duration.ofNanos(world.latency()));
                    work.run();
                    underWay--;
                });
    }

    private Heard repeat(
            Request request,
            Function<SimulatedCoreEngine, SimulatedCoreEngine.Answer> command) {
        while (true) {
            try {
                var heard =
                        core.call(
                                request.operation(), PATIENCE, engine -> heard(engine, command));
                if (!heard.isForNow()) {
                    world.step("merchant.answered", request);
                    if (!request.heard(heard)) {
                        world.violated(request + " has had another answer before");
                    }
                    return heard;
                }
            } catch (ServiceCallException _) {
                world.step("merchant.no_answer", request);
            }
            world.sleep(
                    Duration.ofNanos(
                            world.between(Duration.ofMillis(200), Duration.ofSeconds(5))));
        }
    }

    private static Heard heard(
            SimulatedCoreEngine engine,
            Function<SimulatedCoreEngine, SimulatedCoreEngine.Answer> command) {
        try {
            var answer = command.apply(engine);
            return new Heard(answer.status(), answer.body(), "");
        } catch (ProblemException e) {
            return new Heard(e.status(), new byte[0], e.code());
        }
    }

    /** Reads a payment that is known to exist. */
    PaymentView read(PaymentId id) {
        while (true) {
            try {
                return core.call("read", PATIENCE, engine -> engine.read(id));
            } catch (ServiceCallException e) {
                if (e.status() == 404) {
                    world.violated(id + " was answered and is gone");
                }
                world.sleep(Duration.ofSeconds(2));
            }
        }
    }
}
