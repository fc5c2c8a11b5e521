package io.tollbridge.sandbox.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process of this machine, told apart from a later one that was given the same number.
 *
 * @param startedAtMillis start of the process as the operating system tells it; 0 when it does not
 */
public record ProcessId(long pid, long startedAtMillis) {

    public static ProcessId of(ProcessHandle handle) {
        return new ProcessId(handle.pid(), startedAt(handle));
    }

    /** Parses what {@link #toString} wrote. */
    public static ProcessId parse(String text) {
        int separator = text.indexOf('-');
        if (separator < 1) {
            throw new IllegalArgumentException(
                    "process: '" + text + "' (expected: pid-startMillis)");
        }
        return new ProcessId(
                Long.parseLong(text.substring(0, separator)),
                Long.parseLong(text.substring(separator + 1)));
    }

    /** The running process, or empty when it has ended. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> startedAtMillis == 0 || startedAt(handle) == startedAtMillis)
                .filter(_ -> !isZombie());
    }

    /** Ended but not yet collected by its parent, which in a container may be never. */
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException _) {
            return false; // no /proc here: ProcessHandle has to do
        }
    }

    public boolean isAlive() {
        return handle().isPresent();
    }

    private static long startedAt(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    @Override
    public String toString() {
        return pid + "-" + startedAtMillis;
    }
}
