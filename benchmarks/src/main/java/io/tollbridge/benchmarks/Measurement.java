package io.tollbridge.benchmarks;

import io.tollbridge.benchmarks.Result.Conditions;
import io.tollbridge.benchmarks.Result.Costs;
import io.tollbridge.benchmarks.Result.Idle;
import io.tollbridge.benchmarks.Result.Level;
import io.tollbridge.benchmarks.Result.Load;
import io.tollbridge.benchmarks.Result.Work;
import io.tollbridge.benchmarks.events.Meters;
import io.tollbridge.benchmarks.events.Topics;
import io.tollbridge.benchmarks.load.ClosedLoop;
import io.tollbridge.benchmarks.machine.Machine;
import io.tollbridge.benchmarks.machine.Processes;
import io.tollbridge.benchmarks.machine.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Puts load on the platform and reads all counters before and after. */
final class Measurement {

    private static final Duration DRAIN_PATIENCE = Duration.ofMinutes(3);
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Shop shop;
    private final Processes processes;
    private final Topics topics;
    private final Meters meters;

    Measurement(Shop shop, Processes processes, Topics topics, Meters meters) {
        this.shop = shop;
        this.processes = processes;
        this.topics = topics;
        this.meters = meters;
    }

    /** Load that is not kept, but watched while code is compiled. */
    Level warm(int clients, int seconds) {
        var before = processes.sample();
        var outcome = ClosedLoop.run(clients, Duration.ofSeconds(seconds), shop::client);
        var after = processes.sample();
        var costs = CostSheet.each(before, after, processes.names(), paymentsOf(outcome));
        var underLoad = new Costs(costs, CostSheet.sumOfPath(costs), Map.of(), 0, 0, 0);
        return new Level(
                load(clients, outcome),
                underLoad,
                new Work(Map.of(), Map.of()),
                conditions(before, after));
    }

    /** Waits until all consumers are done; the lag that is left. */
    long drain() {
        return topics.awaitDrained(DRAIN_PATIENCE);
    }

    Idle idle(int seconds) {
        var before = processes.sample();
        LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
        var after = processes.sample();
        var idle = CostSheet.each(before, after, processes.names(), after.secondsSince(before));
        return new Idle(idle, CostSheet.sumOfPlatform(idle));
    }

    Level measure(int clients, int seconds, Idle idle) {
        var recordsBefore = topics.records();
        var writesBefore = meters.conditionalWrites();
        var before = processes.sample();
        var outcome = ClosedLoop.run(clients, Duration.ofSeconds(seconds), shop::client);
        var loaded = processes.sample();
        double loadAverage = Machine.loadAverage();
        long lag = drain();
        var done = processes.sample();

        double payments = paymentsOf(outcome);
        List<String> names = processes.names();
        var underLoad = CostSheet.each(before, loaded, names, payments);
        double drainSeconds = done.secondsSince(loaded);
        var drained =
                CostSheet.drained(
                        CostSheet.each(before, done, names, payments),
                        idle.millisPerSecond(),
                        drainSeconds,
                        payments);
        var costs =
                new Costs(
                        underLoad,
                        CostSheet.sumOfPath(underLoad),
                        drained,
                        CostSheet.sumOfPlatform(drained),
                        drainSeconds,
                        lag);
        var work =
                new Work(
                        CostSheet.risen(writesBefore, meters.conditionalWrites(), payments),
                        CostSheet.risen(recordsBefore, topics.records(), payments));
        var seen = conditions(before, loaded);
        return new Level(
                load(clients, outcome),
                costs,
                work,
                new Conditions(seen.stealPercent(), seen.strangersPercent(), loadAverage));
    }

    private static double paymentsOf(ClosedLoop.Outcome outcome) {
        if (outcome.good() == 0) {
            throw new BenchFailed("no payment succeeded: " + outcome.errors());
        }
        return outcome.good();
    }

    private static Load load(int clients, ClosedLoop.Outcome outcome) {
        return new Load(
                clients,
                outcome.seconds(),
                outcome.good(),
                outcome.perSecond(),
                outcome.latencies().millisAt(0.50),
                outcome.latencies().millisAt(0.99),
                outcome.errors());
    }

    private Conditions conditions(Sample from, Sample to) {
        double ours =
                processes.names().stream().mapToDouble(name -> to.cpuMillisSince(from, name)).sum();
        double machine =
                to.secondsSince(from)
                        * MILLIS_PER_SECOND
                        * Runtime.getRuntime().availableProcessors();
        return new Conditions(
                to.stealPercentSince(from),
                Math.max(0, to.busyPercentSince(from) - 100 * ours / machine),
                Machine.loadAverage());
    }
}
