package io.tollbridge.sandbox;

import io.tollbridge.sandbox.servers.ProcessFigures;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What {@code ./tollbridge status} shows. */
record StatusTable(Platform platform) {

    /** Prints a line per process; returns 1 when one of them is not ready. */
    int print(PrintStream out) {
        List<Platform.Status> all = platform.status();
        if (all.isEmpty()) {
            out.println("nothing is running (./tollbridge up starts the platform)");
            return 1;
        }
        Instant now = InstantSource.system().instant();
        out.printf(
                "%-16s %7s %6s  %-9s %8s %9s %9s%n",
                "NAME", "PID", "PORT", "HEALTH", "MEMORY", "CPU", "UPTIME");
        for (Platform.Status status : all) {
            var figures = ProcessFigures.of(status.process());
            out.printf(
                    "%-16s %7d %6d  %-9s %5d MB %7.1f s %9s%n",
                    status.name(),
                    status.process().pid(),
                    status.port(),
                    health(status),
                    figures.residentKilobytes() / 1_024,
                    figures.cpu().toMillis() / 1_000.0,
                    status.alive() ? uptime(status, now) : "-");
        }
        out.println(totals());
        return all.stream().allMatch(Platform.Status::ready) ? 0 : 1;
    }

    /** Memory and processor time of all processes together. */
    String totals() {
        var figures =
                platform.status().stream()
                        .filter(Platform.Status::alive)
                        .map(status -> ProcessFigures.of(status.process()))
                        .toList();
        long megabytes =
                figures.stream().mapToLong(ProcessFigures::residentKilobytes).sum() / 1_024;
        double seconds =
                figures.stream().mapToLong(figure -> figure.cpu().toMillis()).sum() / 1_000.0;
        return "%d processes, %d MB resident, %.1f s of processor time"
                .formatted(figures.size(), megabytes, seconds);
    }

    private static String health(Platform.Status status) {
        if (!status.alive()) {
            return "DEAD";
        }
        return status.ready() ? "ready" : "not ready";
    }

    private static String uptime(Platform.Status status, Instant now) {
        var up = Duration.between(Instant.ofEpochMilli(status.process().startedAtMillis()), now);
        return "%d:%02d:%02d".formatted(up.toHours(), up.toMinutesPart(), up.toSecondsPart());
    }
}
