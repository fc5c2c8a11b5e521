package io.tollbridge.sandbox.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * How much memory processes of ours may still take: what the machine has left, and what the control
 * group of a container or a session leaves of its limit, whichever is less.
 *
 * @param root where {@code proc} and {@code sys} are; {@code /} but for tests
 */
public record MemoryLimit(Path root) {
    private static final long MEGABYTE = 1_048_576;

    /** Megabytes; empty where the operating system does not tell. */
    public OptionalLong available() {
        return LongStream.concat(machine().stream(), groups().stream()).min();
    }

    private OptionalLong machine() {
        return lines("proc/meminfo").stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> number(line) / 1_024)
                .findFirst();
    }

    /** A group is limited by those above it as well. */
    private OptionalLong groups() {
        String own =
                lines("proc/self/cgroup").stream()
                        .filter(line -> line.startsWith("0::/"))
                        .map(line -> line.substring("0::/".length()))
                        .findFirst()
                        .orElse("");
        Path top = root.resolve("sys/fs/cgroup");
        var all = LongStream.builder();
        left(top, "memory.max", "memory.current").ifPresent(all::add);
        left(top.resolve("memory"), "memory.limit_in_bytes", "memory.usage_in_bytes")
                .ifPresent(all::add);
        for (Path group = top.resolve(own);
                group != null && group.startsWith(top) && !group.equals(top);
                group = group.getParent()) {
            left(group, "memory.max", "memory.current").ifPresent(all::add);
        }
        return all.build().min();
    }

    /** Files that the group has cached can be given back at any time. */
    private OptionalLong left(Path group, String limitFile, String usedFile) {
        var limit = first(group.resolve(limitFile));
        var used = first(group.resolve(usedFile));
        if (limit.isEmpty() || used.isEmpty()) {
            return OptionalLong.empty();
        }
        long cached =
                lines(group.resolve("memory.stat")).stream()
                        .filter(line ->
                                line.startsWith("inactive_file ")
                                        || line.startsWith("total_inactive_file "))
                        .mapToLong(MemoryLimit::number)
                        .max()
                        .orElse(0);
        return OptionalLong.of(
                Math.max(0, limit.getAsLong() - used.getAsLong() + cached) / MEGABYTE);
    }

    /** Empty also for {@code max}: no limit. */
    private OptionalLong first(Path file) {
        return lines(file).stream()
                .filter(line -> line.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private List<String> lines(String file) {
        return lines(root.resolve(file));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}
