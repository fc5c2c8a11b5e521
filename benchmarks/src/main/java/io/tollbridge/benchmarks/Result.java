package io.tollbridge.benchmarks;

import io.tollbridge.benchmarks.floor.Floor;
import io.tollbridge.benchmarks.machine.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All figures of a run; what is written as JSON.
 *
 * @param residentMegabytes of each process, under no load, at the end
 */
record Result(
        Instant at,
        Machine machine,
        Idle idle,
        List<Level> levels,
        Map<String, Long> residentMegabytes,
        @Nullable Floor floor) {

    /** Processor milliseconds per second of a platform that nobody asks anything. */
    record Idle(Map<String, Double> millisPerSecond, double all) {}

    /** One measurement. */
    record Level(Load load, Costs costs, Work work, Conditions conditions) {}

    /** What the clients saw. */
    record Load(
            int clients,
            double seconds,
            long payments,
            double perSecond,
            double p50Millis,
            double p99Millis,
            Map<String, Long> errors) {}

    /**
     * Processor milliseconds for one payment.
     *
     * @param underLoad of each process while the clients asked
     * @param path sum over the processes a merchant waits for, while the clients asked
     * @param drained of each process until every consumer had done its part
     * @param all sum of those, without simulators and load generator
     * @param drainSeconds how long consumers went on after the last answer
     * @param lagLeft records not consumed when patience was over
     */
    record Costs(
            Map<String, Double> underLoad,
            double path,
            Map<String, Double> drained,
            double all,
            double drainSeconds,
            long lagLeft) {}

    /** For one payment: conditional writes by service, events by topic. */
    record Work(Map<String, Double> conditionalWrites, Map<String, Double> events) {}

    /**
     * How much to trust it.
     *
     * @param stealPercent of the machine taken by other machines of its host
     * @param strangersPercent of the machine used by processes that are not ours
     */
    record Conditions(double stealPercent, double strangersPercent, double loadAverage) {}
}
