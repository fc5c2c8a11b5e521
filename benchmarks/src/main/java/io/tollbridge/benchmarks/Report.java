package io.tollbridge.benchmarks;

import io.tollbridge.benchmarks.Result.Level;
import io.tollbridge.benchmarks.floor.Floor;
import io.tollbridge.benchmarks.floor.Part;
import io.tollbridge.benchmarks.machine.Machine;
import io.tollbridge.benchmarks.machine.Processes;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Says on a terminal what goes on and what came of it. */
final class Report {

    private static final double LEAST_SHOWN = 0.005;

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }

    void machine(Machine machine) {
        line(
                "%d processors (%s), %d MB, %s, %s, load average %.1f",
                machine.processors(),
                machine.processor(),
                machine.memoryMegabytes(),
                machine.system(),
                machine.java(),
                Machine.loadAverage());
    }

    /** One line as soon as a measurement is there. */
    void load(String title, Level level) {
        var load = level.load();
        line(
                "  %-22s %7.1f payments/s   p50 %7.1f ms   p99 %7.1f ms   %6.2f CPU ms each on the"
                        + " path   steal %.0f %%, strangers %.0f %%, load %.1f",
                title,
                load.perSecond(),
                load.p50Millis(),
                load.p99Millis(),
                level.costs().path(),
                level.conditions().stealPercent(),
                level.conditions().strangersPercent(),
                level.conditions().loadAverage());
        load.errors().forEach((what, times) -> line("    %d errors: %s", times, what));
    }

    void part(Part part) {
        line(
                "  %-24s %7.0f/s   server %6.3f ms   client %6.3f ms",
                part.name(), part.perSecond(), part.serverMillis(), part.clientMillis());
    }

    void summary(Result result, List<String> processes) {
        var levels = result.levels();
        line("%nclosed loop, all errors counted apart");
        row("clients", levels, level -> "" + level.load().clients());
        row("payments/s", levels, number("%.1f", level -> level.load().perSecond()));
        row("p50 ms", levels, number("%.1f", level -> level.load().p50Millis()));
        row("p99 ms", levels, number("%.1f", level -> level.load().p99Millis()));
        row("payments", levels, level -> "" + level.load().payments());
        row("errors", levels, Report::errors);
        line("%nCPU ms per payment while clients asked");
        costs(processes, levels, level -> level.costs().underLoad());
        row("= path", levels, number("%.2f", level -> level.costs().path()));
        line("%nCPU ms per payment until all consumers were done (what idling takes is off)");
        costs(processes, levels, level -> level.costs().drained());
        row("= all", levels, number("%.2f", level -> level.costs().all()));
        row("drain s", levels, number("%.1f", level -> level.costs().drainSeconds()));
        row("lag left", levels, level -> "" + level.costs().lagLeft());
        line("%nconditional writes per payment");
        work(levels, level -> level.work().conditionalWrites());
        line("%nevents per payment");
        work(levels, level -> level.work().events());
        line("%nhow quiet the machine was");
        row("steal %", levels, number("%.1f", level -> level.conditions().stealPercent()));
        row("strangers %", levels, number("%.1f", level -> level.conditions().strangersPercent()));
        row("load average", levels, number("%.1f", level -> level.conditions().loadAverage()));
        memory(result.residentMegabytes());
        line("idle platform: %.0f CPU ms per second", result.idle().all());
        Floor floor = result.floor();
        if (floor != null) {
            floor(floor, levels);
        }
    }

    private void floor(Floor floor, List<Level> levels) {
        line("%nfloor of one payment: %.2f CPU ms (%s)", floor.millis(), Floor.FORMULA);
        row("clients", levels, level -> "" + level.load().clients());
        row("path / floor", levels, number("%.2f", level -> level.costs().path() / floor.millis()));
        row("all / floor", levels, number("%.2f", level -> level.costs().all() / floor.millis()));
    }

    private void costs(
            List<String> processes,
            List<Level> levels,
            Function<Level, Map<String, Double>> costs) {
        for (String name : processes) {
            boolean outside = Processes.OUTSIDE.contains(name);
            row(
                    outside ? "(" + name + ")" : name,
                    levels,
                    number("%.2f", level -> costs.apply(level).getOrDefault(name, 0.0)));
        }
    }

    private void work(List<Level> levels, Function<Level, Map<String, Double>> work) {
        var names = new TreeSet<String>();
        levels.forEach(level ->
                work.apply(level)
                        .forEach((name, each) -> {
                            if (each >= LEAST_SHOWN) {
                                names.add(name);
                            }
                        }));
        if (names.isEmpty()) {
            line("  none seen");
        }
        for (String name : names) {
            row(name, levels, number("%.2f", level -> work.apply(level).getOrDefault(name, 0.0)));
        }
    }

    private void memory(Map<String, Long> megabytes) {
        long all =
                megabytes.entrySet().stream()
                        .filter(entry -> !Processes.OUTSIDE.contains(entry.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        line(
                "%nresident MB: %s; without those outside %d",
                megabytes.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")),
                all);
    }

    private void row(String title, List<Level> levels, Function<Level, String> cell) {
        line(
                "  %-18s%s",
                title,
                levels.stream()
                        .map(cell)
                        .map(text -> String.format(Locale.ROOT, "%10s", text))
                        .collect(Collectors.joining()));
    }

    private static String errors(Level level) {
        return "" + level.load().errors().values().stream().mapToLong(Long::longValue).sum();
    }

    private static Function<Level, String> number(String format, ToDoubleFunction<Level> value) {
        return level -> String.format(Locale.ROOT, format, value.applyAsDouble(level));
    }
}
