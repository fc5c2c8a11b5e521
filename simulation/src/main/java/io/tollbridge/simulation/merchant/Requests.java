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
    private final double impatience;
    private final List<Request> asked = new ArrayList<>();
    private int underWay;

    Requests(World world, Node.Life life, CoreCalls core) {
        this.world = world;
        this.life = life;
        this.core = core;
        this.impatience = world.chance(0.3) ? 0.3 : 0;
    }

    /** The merchant does not ask again: nobody but the platform will find out what became of it. */
    static final class GaveUp extends RuntimeException {
        private GaveUp() {
            super("simulated", null, false, false);
        }
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
    Heard ask(Request request, Command command) {
        if (world.chance(0.2)) {
            aside(() -> repeat(request, command)); // a double click
        }
        var heard = repeat(request, command);
        if (heard.isKept() && world.chance(0.2)) {
            aside(() -> repeat(request, command));
        }
        if (heard.isKept() && world.chance(0.1)) {
            aside(() -> reuse(request, command));
        }
        return heard;
    }

    /** Asks for something else under a key that has its answer. */
    private void reuse(Request request, Command command) {
        var other = new RequestKey(request.key().key(), "0".repeat(64));
        var heard = untilItStays(request, engine -> heard(engine, command, other));
        if (!heard.code().equals("idempotency_key_reused")) {
            world.violated(request + " was answered " + heard.status() + " for another request");
        }
    }

    private void aside(Runnable work) {
        underWay++;
        life.spawn(
                "again",
                () -> {
                    world.sleep(Duration.ofNanos(world.latency()));
                    try {
                        work.run();
                    } catch (GaveUp _) {
                        world.step("merchant.gave_up", life.node());
                    } finally {
                        underWay--;
                    }
                });
    }

    private Heard repeat(Request request, Command command) {
        var heard = untilItStays(request, engine -> heard(engine, command, request.key()));
        if (!request.heard(heard)) {
            world.violated(request + " has had another answer before");
        }
        return heard;
    }

    private Heard untilItStays(Request request, Function<SimulatedCoreEngine, Heard> work) {
        while (true) {
            try {
                var heard = core.call(request.operation(), PATIENCE, work);
                if (!heard.isForNow()) {
                    world.step("merchant.answered", request);
                    return heard;
                }
            } catch (ServiceCallException _) {
                world.step("merchant.no_answer", request);
                if (world.chance(impatience)) {
                    throw new GaveUp();
                }
            }
            world.sleep(
                    Duration.ofNanos(world.between(Duration.ofMillis(200), Duration.ofSeconds(5))));
        }
    }

    private static Heard heard(SimulatedCoreEngine engine, Command command, RequestKey key) {
        try {
            var answer = command.send(engine, key);
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
