package io.tollbridge.simulation.run;

import io.tollbridge.simulation.check.Ending;
import io.tollbridge.simulation.check.Watch;
import io.tollbridge.simulation.merchant.Merchant;
import io.tollbridge.simulation.platform.Platform;
import io.tollbridge.simulation.world.Faults;
import io.tollbridge.simulation.world.Mutant;
import io.tollbridge.simulation.world.Node;
import io.tollbridge.simulation.world.Trace;
import io.tollbridge.simulation.world.Violation;
import io.tollbridge.simulation.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run: some merchants, two minutes of trouble, then calm until everything has come to rest. */
public final class Run {

    private static final Duration TROUBLE = Duration.ofMinutes(2);
    private static final Duration ROUND = Duration.ofSeconds(20);
    private static final int ROUNDS = 120;

    private final long seed;
    private final World world;
    private final Faults faults;
    private final Platform platform;
    private final Watch watch;
    private final List<Merchant> merchants = new ArrayList<>();

    /**
     * What came of a run.
     *
     * @param failure null when everything held
     */
    public record Outcome(
            long seed, long steps, long hash, @Nullable Violation failure, List<String> last) {}

    private Run(long seed, Mutant mutant) {
        this.seed = seed;
        world = new World(seed);
        faults = new Faults(world);
        watch = new Watch(world);
        platform = new Platform(world, faults, mutant, watch);
        watch.over(platform);
        faults.killWith(platform::crash);
    }

    /** Runs a seed. */
    public static Outcome of(long seed, Mutant mutant) {
        return of(seed, mutant, _ -> {});
    }

    /** Runs a seed, and lets somebody look at its steps. */
    public static Outcome of(long seed, Mutant mutant, Consumer<Trace> look) {
        var run = new Run(seed, mutant);
        var trace = run.world.trace();
        look.accept(trace);
        Violation failure = null;
        try {
            run.go();
        } catch (Violation e) {
            failure = e;
        }
        return new Outcome(
                run.seed,
                trace.steps(),
                trace.hash(),
                failure,
                failure == null ? List.of() : trace.last(60));
    }

    private void go() {
        platform.startAll();
        var shops = new Node(world, "shops", 99, Duration.ZERO, _ -> false).start();
        int count = 1 + world.below(5);
        for (int i = 0; i < count; i++) {
            var merchant = new Merchant(world, shops, platform, i);
            merchants.add(merchant);
            merchant.begin();
        }
        trouble();
        world.run(TROUBLE, () -> false);
        faults.end();
        platform.startAll();
        calm();
    }

    /** Crashes, halts and rebalances at times that are drawn beforehand. */
    private void trouble() {
        int crashes = world.below(8);
        for (int i = 0; i < crashes; i++) {
            at(() -> platform.crash(world.oneOf(platform.nodes())));
        }
        int halts = world.below(3);
        for (int i = 0; i < halts; i++) {
            at(() ->
                    world.oneOf(platform.nodes())
                            .stop(
                                    Duration.ofNanos(
                                            world.between(
                                                    Duration.ofSeconds(1),
                                                    Duration.ofSeconds(50)))));
        }
        int rebalances = world.below(4);
        for (int i = 0; i < rebalances; i++) {
            at(platform::rebalance);
        }
    }

    private void at(Runnable action) {
        world.after(world.between(Duration.ZERO, TROUBLE), action);
    }

    private void calm() {
        var ending = new Ending(platform, watch, merchants);
        Duration until = TROUBLE;
        List<String> open = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            until = until.plus(ROUND);
            world.run(until, () -> false);
            open = ending.unsettled();
            if (open.isEmpty()) {
                ending.verify();
                return;
            }
            if (round % 3 == 2) {
                platform.advance(Duration.ofHours(1)); // the next try of a case may be far off
            }
        }
        throw new Violation("nothing goes wrong any more, and still: " + open);
    }
}
