package io.tollbridge.benchmarks.machine;

import java.time.Duration;
import java.util.Map;

/**
 * The counters at one moment.
 *
 * @param cpu user and system time of each process since its start
 */
public record Sample(long nanoTime, Map<String, Duration> cpu, MachineTicks machine) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Seconds from an earlier one to this. */
    public double secondsSince(Sample earlier) {
        return (nanoTime - earlier.nanoTime) / NANOS_PER_SECOND;
    }

    /** Milliseconds of processor time that a process has used since an earlier sample. */
    public double cpuMillisSince(Sample earlier, String process) {
        Duration now = cpu.getOrDefault(process, Duration.ZERO);
        Duration then = earlier.cpu.getOrDefault(process, Duration.ZERO);
        return Math.max(0, now.minus(then).toNanos() / NANOS_PER_MILLI);
    }

    /** Percent of the machine that the hypervisor gave to others. */
    public double stealPercentSince(Sample earlier) {
        return percent(machine.steal() - earlier.machine.steal(), earlier);
    }

    /** Percent of the machine that was busy, with whatever. */
    public double busyPercentSince(Sample earlier) {
        return percent(machine.busy() - earlier.machine.busy(), earlier);
    }

    private double percent(long ticks, Sample earlier) {
        long all = machine.all() - earlier.machine.all();
        return all == 0 ? 0 : 100.0 * ticks / all;
    }
}
