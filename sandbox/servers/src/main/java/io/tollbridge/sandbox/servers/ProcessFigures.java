package io.tollbridge.sandbox.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the operating system says that a process has used.
 *
 * @param residentKilobytes memory, pages shared with other processes counted in full
 * @param cpu user and system time since its start
 */
public record ProcessFigures(long residentKilobytes, Duration cpu) {
    private static final ProcessFigures NONE = new ProcessFigures(0, Duration.ZERO);
    private static final int TICKS_PER_SECOND = 100;
    private static final int FIELD_USER_TIME = 11;
    private static final int FIELD_SYSTEM_TIME = 12;

    /** Zero when the process is gone. */
    public static ProcessFigures of(ProcessId process) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            return Files.isDirectory(Path.of("/proc/self"))
                    ? fromProc(proc)
                    : fromPs(process.pid());
        } catch (IOException _) {
            return NONE;
        }
    }

    private static ProcessFigures fromProc(Path proc) throws IOException {
        String stat = Files.readString(proc.resolve("stat"));
        // The name in parentheses may hold spaces; the fields after it do not.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks =
                Long.parseLong(fields[FIELD_USER_TIME]) + Long.parseLong(fields[FIELD_SYSTEM_TIME]);
        long resident =
                Files.readAllLines(proc.resolve("status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
        return new ProcessFigures(resident, Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND));
    }

    private static ProcessFigures fromPs(long pid) throws IOException {
        Process ps =
                new ProcessBuilder(List.of("ps", "-o", "rss=,time=", "-p", Long.toString(pid)))
                        .redirectErrorStream(true)
                        .start();
        try (var output = ps.getInputStream()) {
            var words =
                    new String(output.readAllBytes(), StandardCharsets.UTF_8)
                            .strip()
                            .split("\\s+", -1);
            if (words.length < 2) {
                return NONE;
            }
            return new ProcessFigures(Long.parseLong(words[0]), clockTime(words[1]));
        }
    }

    /** Parses {@code [[dd-]hh:]mm:ss[.cc]} as {@code ps} prints it. */
    static Duration clockTime(String text) {
        double seconds = 0;
        for (String part : text.replace("-", ":").split(":", -1)) {
            seconds = seconds * 60 + Double.parseDouble(part);
        }
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }
}
