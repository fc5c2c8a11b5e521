package io.tollbridge.benchmarks.machine;

import java.util.stream.Stream;

/**
 * Processor time of the whole machine since it started, in ticks.
 *
 * @param busy spent by anybody here
 * @param steal taken by other machines on the same host
 * @param all busy, stolen and idle
 */
record MachineTicks(long busy, long steal, long all) {

    private static final int USER_TO_STEAL = 8;
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int STEAL = 7;

    /** From {@code /proc/stat}, whose first line sums all processors. */
    static MachineTicks parse(String stat) {
        String first = stat.lines().findFirst().orElse("");
        long[] fields =
                Stream.of(first.split("\\s+", -1))
                        .skip(1)
                        .limit(USER_TO_STEAL) // time of guests is in user time already
                        .mapToLong(Long::parseLong)
                        .toArray();
        if (!first.startsWith("cpu ") || fields.length < USER_TO_STEAL) {
            throw new IllegalArgumentException("/proc/stat: '" + first + "' (expected: cpu ...)");
        }
        long all = 0;
        for (long field : fields) {
            all += field;
        }
        long steal = fields[STEAL];
        return new MachineTicks(all - steal - fields[IDLE] - fields[WAITING], steal, all);
    }
}
