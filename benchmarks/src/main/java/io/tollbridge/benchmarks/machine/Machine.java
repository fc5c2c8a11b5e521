package io.tollbridge.benchmarks.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that the figures are of. */
public record Machine(
        String processor, int processors, long memoryMegabytes, String system, String java) {

    private static final long KILOBYTES_PER_MEGABYTE = 1_024;

    public static Machine here() {
        return new Machine(
                valueOf("model name", read("/proc/cpuinfo")),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor.version") + " " + Runtime.version());
    }

    /** How many wanted to run, on average over the last minute. */
    public static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static long memory() {
        String total = valueOf("MemTotal", read("/proc/meminfo")).replaceAll("\\D", "");
        return total.isEmpty() ? 0 : Long.parseLong(total) / KILOBYTES_PER_MEGABYTE;
    }

    /** The value of the first line {@code name : value}. */
    static String valueOf(String name, String text) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException _) {
            return "";
        }
    }
}
