package io.tollbridge.benchmarks;

import io.tollbridge.benchmarks.Result.Level;
import io.tollbridge.benchmarks.events.Meters;
import io.tollbridge.benchmarks.events.Topics;
import io.tollbridge.benchmarks.floor.FloorRun;
import io.tollbridge.benchmarks.machine.Machine;
import io.tollbridge.benchmarks.machine.Processes;
import io.tollbridge.sandbox.Platform;
import io.tollbridge.sandbox.PlatformOptions;
import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.servers.ServerFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./tollbridge bench}: what a payment costs on the sandbox that runs here. */
public final class Bench {

    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;
    private static final int WARM_CLIENTS = 8;
    private static final int WARM_SLICE_SECONDS = 10;
    private static final int IDLE_SECONDS = 10;

    /** The JDK keeps five idle connections to a server unless told otherwise, which is no floor. */
    private static final String KEPT_CONNECTIONS = "http.maxConnections";

    private final Options options;
    private final Report report;

    private Bench(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    /** Starts it from the command line. */
    public static void main(String[] args) {
        System.setProperty(KEPT_CONNECTIONS, "64");
        try {
            String caller = Objects.requireNonNullElse(System.getenv("TOLLBRIDGE_CALLER_DIR"), "");
            var options = Options.parse(Arrays.asList(args), Path.of(caller));
            if (options.help()) {
                System.out.print(Options.USAGE);
                return;
            }
            new Bench(options, new Report(System.out)).run();
            System.exit(0); // drivers may keep threads
        } catch (IllegalArgumentException e) {
            System.err.println("tollbridge bench: " + e.getMessage());
            System.exit(EXIT_USAGE);
        } catch (BenchFailed | ServerFailedException e) {
            System.err.println("tollbridge bench: " + e.getMessage());
            System.exit(EXIT_FAILED);
        }
    }

    private void run() {
        var processes = Processes.of(Platform.attach(PlatformOptions.defaults()));
        report.machine(Machine.here());
        report.line("one merchant, a saved card for each client");
        int most = Math.max(WARM_CLIENTS, Collections.max(options.clients()));
        var shop = Shop.open(Addresses.ofThisMachine(), most);
        var meters = new Meters(processes.managementPorts());
        try (var topics = new Topics("127.0.0.1:" + processes.port("kafka"))) {
            var result = measure(new Measurement(shop, processes, topics, meters), processes);
            report.summary(result, processes.names());
            save(result);
        }
    }

    private Result measure(Measurement measurement, Processes processes) {
        warm(measurement);
        report.line("idle for %d s", IDLE_SECONDS);
        var idle = measurement.idle(IDLE_SECONDS);
        report.line("  %.0f CPU ms per second for the whole platform", idle.all());
        report.line("%d s of load for each number of clients", options.seconds());
        var levels = new ArrayList<Level>();
        for (int clients : options.clients()) {
            var level = measurement.measure(clients, options.seconds(), idle);
            report.load(clients + (clients == 1 ? " client" : " clients"), level);
            levels.add(level);
        }
        report.line("the floor, part by part");
        var floor = new FloorRun(processes, idle.millisPerSecond(), report::part).measure();
        return new Result(
                InstantSource.system().instant(),
                Machine.here(),
                idle,
                levels,
                processes.residentMegabytes(),
                floor);
    }

    private void warm(Measurement measurement) {
        report.line("warm-up of %d s with %d clients", options.warmup(), WARM_CLIENTS);
        for (int done = 0; done < options.warmup(); done += WARM_SLICE_SECONDS) {
            int seconds = Math.min(WARM_SLICE_SECONDS, options.warmup() - done);
            report.load(
                    "after " + (done + seconds) + " s", measurement.warm(WARM_CLIENTS, seconds));
        }
        report.line("waiting until all consumers are done");
        long lag = measurement.drain();
        if (lag > 0) {
            report.line("  consumers are still %d records behind", lag);
        }
    }

    private void save(Result result) {
        @Nullable Path file = options.json();
        if (file == null) {
            return;
        }
        var json =
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build();
        try {
            Files.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(result));
            report.line("%nwritten to %s", file);
        } catch (IOException e) {
            throw new BenchFailed("cannot write " + file, e);
        }
    }
}
