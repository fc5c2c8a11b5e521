package io.tollbridge.benchmarks.machine;

import io.tollbridge.benchmarks.BenchFailed;
import io.tollbridge.sandbox.Platform;
import io.tollbridge.sandbox.servers.ProcessFigures;
import io.tollbridge.sandbox.servers.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The processes of a running platform, and this one. */
public final class Processes {

    /** This process. */
    public static final String GENERATOR = "load-generator";

    /** Whoever works while the merchant waits. */
    public static final List<String> PATH =
            List.of("gateway", "core-engine", "risk", "channel", "cassandra", "kafka", "redis");

    /** Stand for the world outside; shown, not counted. */
    public static final Set<String> OUTSIDE = Set.of("acquirer", "bank", GENERATOR);

    private static final Set<String> STORES = Set.of("cassandra", "kafka", "redis");
    private static final Path STAT = Path.of("/proc/stat");
    private static final int MANAGEMENT_OFFSET = 1_000;
    private static final long KILOBYTES_PER_MEGABYTE = 1_024;

    private final Map<String, ProcessId> ids = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    private Processes(List<Platform.Status> platform) {
        for (var one : platform) {
            ids.put(one.name(), one.process());
            ports.put(one.name(), one.port());
        }
        ids.put(GENERATOR, ProcessId.of(ProcessHandle.current()));
    }

    /** Those of the platform, all of which must be up. */
    public static Processes of(Platform platform) {
        if (!Files.isReadable(STAT)) {
            throw new BenchFailed("needs /proc of Linux to count processor time");
        }
        var status = platform.status();
        String home = platform.options().home().toString();
        if (status.stream().noneMatch(Platform.Status::alive)) {
            throw new BenchFailed("no sandbox at " + home + ": run ./tollbridge up");
        }
        for (var one : status) {
            if (!one.ready()) {
                throw new BenchFailed(one.name() + " is not ready: see ./tollbridge status");
            }
        }
        var processes = new Processes(status);
        for (String name : PATH) {
            if (!processes.ids.containsKey(name)) {
                throw new BenchFailed(name + " does not run: run ./tollbridge up");
            }
        }
        return processes;
    }

    /** All names, path first, then the other services, then those outside. */
    public List<String> names() {
        var names = new LinkedHashMap<String, Boolean>();
        PATH.forEach(name -> names.put(name, true));
        ids.keySet().stream()
                .filter(name -> !OUTSIDE.contains(name))
                .forEach(n -> names.put(n, true));
        ids.keySet().forEach(name -> names.put(name, true));
        return List.copyOf(names.keySet());
    }

    /** Where the meters of each service are read. */
    public Map<String, Integer> managementPorts() {
        var management = new LinkedHashMap<String, Integer>();
        ports.forEach((name, port) -> {
            if (!OUTSIDE.contains(name) && !STORES.contains(name)) {
                management.put(name, port + MANAGEMENT_OFFSET);
            }
        });
        return management;
    }

    public int port(String name) {
        return ports.getOrDefault(name, 0);
    }

    /** The counters now; fails when a process has died. */
    public Sample sample() {
        var cpu = new LinkedHashMap<String, Duration>();
        ids.forEach((name, id) -> {
            var figures = ProcessFigures.of(id);
            if (figures.residentKilobytes() == 0) {
                throw new BenchFailed(name + " has died: see ./tollbridge logs " + name);
            }
            cpu.put(name, figures.cpu());
        });
        try {
            var machine = MachineTicks.parse(Files.readString(STAT));
            return new Sample(System.nanoTime(), cpu, machine);
        } catch (IOException e) {
            throw new BenchFailed(STAT.toString(), e);
        }
    }

    /** Resident memory now; pages that processes share are counted in each. */
    public Map<String, Long> residentMegabytes() {
        var memory = new LinkedHashMap<String, Long>();
        ids.forEach((name, id) ->
                memory.put(
                        name, ProcessFigures.of(id).residentKilobytes() / KILOBYTES_PER_MEGABYTE));
        return memory;
    }
}
