package io.tollbridge.benchmarks.floor;

import io.tollbridge.benchmarks.BenchFailed;
import io.tollbridge.benchmarks.load.Client;
import io.tollbridge.benchmarks.load.ClosedLoop;
import io.tollbridge.benchmarks.load.EchoClient;
import io.tollbridge.benchmarks.machine.Processes;
import io.tollbridge.benchmarks.machine.Sample;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Measures the parts one after the other, with as many clients as a small shop. */
public final class FloorRun {

    private static final int CLIENTS = 8;
    private static final Duration WARM = Duration.ofSeconds(4);
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final String HOST = "127.0.0.1";

    private final Processes processes;
    private final Map<String, Double> idleMillisPerSecond;
    private final Consumer<Part> progress;

    /**
     * A run.
     *
     * @param idleMillisPerSecond what each process takes without load; it is taken off
     */
    public FloorRun(
            Processes processes, Map<String, Double> idleMillisPerSecond, Consumer<Part> progress) {
        this.processes = processes;
        this.idleMillisPerSecond = idleMillisPerSecond;
        this.progress = progress;
    }

    public Floor measure() {
        var core = URI.create("http://" + HOST + ":" + processes.port("core-engine"));
        var echo = measure("HTTP request answered", "core-engine", 1, _ -> new EchoClient(core));
        // Its server's side is the echo, which is counted as that.
        var call = measure("HTTP call made", "core-engine", 1, _ -> new CallClient(core));
        Part conditional;
        Part plain;
        try (var table = new ScratchTable(HOST, processes.port("cassandra"))) {
            conditional =
                    measure("conditional write", "cassandra", 1, _ -> table.conditionalWriter());
            plain = measure("plain write", "cassandra", 1, _ -> table.plainWriter());
        }
        try (var topic = new ScratchTopic(HOST + ":" + processes.port("kafka"))) {
            int together = ScratchTopic.RECORDS;
            var event = measure("Kafka record, acks=all", "kafka", together, _ -> topic.writer());
            return new Floor(echo, call, conditional, plain, event);
        }
    }

    private Part measure(String name, String server, int perTurn, IntFunction<Client> clients) {
        ClosedLoop.run(CLIENTS, WARM, clients);
        Sample before = processes.sample();
        var outcome = ClosedLoop.run(CLIENTS, LENGTH, clients);
        Sample after = processes.sample();
        if (outcome.good() == 0) {
            throw new BenchFailed(name + ": " + outcome.errors());
        }
        double done = (double) perTurn * outcome.good();
        double idle = idleMillisPerSecond.getOrDefault(server, 0.0) * after.secondsSince(before);
        double serverMillis = Math.max(0, after.cpuMillisSince(before, server) - idle);
        double clientMillis = after.cpuMillisSince(before, Processes.GENERATOR);
        var part =
                new Part(name, serverMillis / done, clientMillis / done, done / outcome.seconds());
        progress.accept(part);
        return part;
    }
}
