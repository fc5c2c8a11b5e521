package io.tollbridge.sandbox.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * One process that writes to a log file, started by us or by an earlier run of the same program.
 */
public record ChildProcess(String name, ProcessId id, Path log) {
    private static final long PROBE_INTERVAL_MILLIS = 100;
    private static final int LOG_TAIL_BYTES = 64 * 1024;
    private static final String GIVEN_UP = "Application run failed";
    private static final int EXCERPT_LINES = 8;
    private static final int EXCERPT_WIDTH = 240;

    /** Also inside JSON, where a line ends with an escaped line feed. */
    private static final Pattern CAUSE = Pattern.compile("Caused by: (.*?)(?:\\\\n|\n|$)");

    /** Starts the command; what it prints is added to the log file. */
    public static ChildProcess start(String name, List<String> command, Path directory, Path log) {
        try {
            Files.createDirectories(directory);
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectInput(new File("/dev/null"))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // One arena per thread is what glibc gives by default: tens of megabytes per process.
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            Process process = builder.start();
            return new ChildProcess(name, ProcessId.of(process.toHandle()), log);
        } catch (IOException e) {
            throw new ServerFailedException(name + " could not be started: " + e.getMessage(), e);
        }
    }

    public boolean isAlive() {
        return id.isAlive();
    }

    /**
     * Returns when the probe says yes; fails as soon as the process is dead or the time is over.
     */
    public void awaitReady(Probe probe, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!answers(probe)) {
            if (!isAlive()) {
                throw new ServerFailedException(name + " died while starting" + logExcerpt());
            }
            if (hasGivenUp()) {
                throw new ServerFailedException(name + " gave up starting" + logExcerpt());
            }
            if (System.nanoTime() > deadline) {
                throw new ServerFailedException(
                        name + " was not ready after " + limit.toSeconds() + " s" + logExcerpt());
            }
            awaitExit(Duration.ofMillis(PROBE_INTERVAL_MILLIS));
        }
    }

    /** A Spring application that failed may live on, held by a thread of a library. */
    private boolean hasGivenUp() {
        return lastLogLines(EXCERPT_LINES).stream().anyMatch(line -> line.contains(GIVEN_UP));
    }

    /** One try; a probe that cannot connect means no. */
    public static boolean answers(Probe probe) {
        try {
            return probe.isReady();
        } catch (IOException _) {
            return false;
        }
    }

    /** Asks politely, waits, then kills. */
    public void stop(Duration grace) {
        id.handle().ifPresent(ProcessHandle::destroy);
        if (!awaitExit(grace)) {
            kill();
        }
    }

    /** kill -9, and waits until the process is gone. */
    public void kill() {
        id.handle().ifPresent(ProcessHandle::destroyForcibly);
        awaitExit(Duration.ofSeconds(10));
    }

    /** Sends a signal by its name, such as {@code STOP}. */
    public void signal(String signal) {
        try {
            var sent = new ProcessBuilder("kill", "-" + signal, "" + id.pid()).inheritIO().start();
            if (sent.waitFor() != 0) {
                throw new ServerFailedException(name + " took no " + signal);
            }
        } catch (IOException e) {
            throw new ServerFailedException(signal + " to " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("interrupted while " + name + " is sent " + signal, e);
        }
    }

    /** True when the process is gone before the limit. */
    public boolean awaitExit(Duration limit) {
        var handle = id.handle();
        if (handle.isEmpty()) {
            return true;
        }
        try {
            handle.get().onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return !isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("interrupted while waiting for " + name, e);
        }
    }

    /** The last lines of the log, newest last. */
    public List<String> lastLogLines(int count) {
        try (var file = Files.newByteChannel(log)) {
            long start = Math.max(0, file.size() - LOG_TAIL_BYTES);
            var buffer = ByteBuffer.allocate((int) (file.size() - start));
            file.position(start);
            int read;
            do {
                read = file.read(buffer);
            } while (read >= 0 && buffer.hasRemaining());
            var lines =
                    new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root cause when the log names one, where the log is, and its last lines, shortened. */
    private String logExcerpt() {
        var lines = lastLogLines(EXCERPT_LINES);
        var excerpt = new StringBuilder();
        var cause = CAUSE.matcher(String.join("\n", lastLogLines(Integer.MAX_VALUE)));
        String last = "";
        while (cause.find()) {
            last = cause.group(1);
        }
        if (!last.isEmpty()) {
            excerpt.append(": ").append(shortened(last));
        }
        excerpt.append(" (log: ").append(log).append(')');
        lines.forEach(line -> excerpt.append("\n    ").append(shortened(line)));
        return excerpt.toString();
    }

    private static String shortened(String text) {
        return text.length() <= EXCERPT_WIDTH ? text : text.substring(0, EXCERPT_WIDTH) + "...";
    }
}
