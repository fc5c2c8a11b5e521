package io.tollbridge.benchmarks;

import io.tollbridge.benchmarks.machine.Processes;
import io.tollbridge.benchmarks.machine.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Divides what processes used by what was done. Pure. */
final class CostSheet {

    private CostSheet() {}

    /** Processor milliseconds of each process between two samples, for each of so many. */
    static Map<String, Double> each(Sample from, Sample to, List<String> names, double count) {
        var costs = new LinkedHashMap<String, Double>();
        names.forEach(name -> costs.put(name, to.cpuMillisSince(from, name) / count));
        return costs;
    }

    /**
     * Costs until all consumers were done. What the platform would have used in the time after the
     * load anyway is not the payments' fault.
     */
    static Map<String, Double> drained(
            Map<String, Double> total,
            Map<String, Double> idleMillisPerSecond,
            double drainSeconds,
            double count) {
        var costs = new LinkedHashMap<String, Double>();
        total.forEach((name, millis) -> {
            double idle = idleMillisPerSecond.getOrDefault(name, 0.0) * drainSeconds;
            costs.put(name, Math.max(0, millis - idle / count));
        });
        return costs;
    }

    static double sumOfPath(Map<String, Double> costs) {
        return Processes.PATH.stream().mapToDouble(name -> costs.getOrDefault(name, 0.0)).sum();
    }

    /** All but those that stand for the world outside. */
    static double sumOfPlatform(Map<String, Double> costs) {
        return costs.entrySet().stream()
                .filter(entry -> !Processes.OUTSIDE.contains(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /**
     * By how much counters have risen, for each of so many; those that did not move are left out.
     */
    static <N extends Number> Map<String, Double> risen(
            Map<String, N> before, Map<String, N> after, double count) {
        var risen = new LinkedHashMap<String, Double>();
        after.forEach((name, now) -> {
            N then = before.get(name);
            double delta = now.doubleValue() - (then == null ? 0 : then.doubleValue());
            if (delta > 0) {
                risen.put(name, delta / count);
            }
        });
        return risen;
    }
}
