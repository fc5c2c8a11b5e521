package io.tollbridge.benchmarks.load;

import java.util.Arrays;

/** How long each of many took. */
public final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] rising;

    private Latencies(long[] rising) {
        this.rising = rising;
    }

    static Latencies of(long[] nanos) {
        long[] rising = nanos.clone();
        Arrays.sort(rising);
        return new Latencies(rising);
    }

    public int count() {
        return rising.length;
    }

    /**
     * The time within which this share of all was answered (nearest rank); 0 when there is none.
     */
    public double millisAt(double share) {
        if (rising.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * rising.length);
        return rising[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }
}
