package io.tollbridge.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** So many clients, each asking again as soon as it is answered, for so long. */
public final class ClosedLoop {

    /** After an error a client rests, so that a broken server is not asked a million times. */
    private static final long REST_NANOS = Duration.ofMillis(50).toNanos();

    private static final double NANOS_PER_SECOND = 1e9;

    private ClosedLoop() {}

    /**
     * What came of it.
     *
     * @param errors how often, by what was wrong
     * @param latencies of good answers, rising
     */
    public record Outcome(double seconds, Map<String, Long> errors, Latencies latencies) {

        public long good() {
            return latencies.count();
        }

        public long bad() {
            return errors.values().stream().mapToLong(Long::longValue).sum();
        }

        public double perSecond() {
            return good() / seconds;
        }
    }

    /** Runs all clients at once and returns when each has its last answer. */
    public static Outcome run(int clients, Duration length, IntFunction<Client> newClient) {
        long start = System.nanoTime();
        long end = start + length.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Tally>>();
            for (int i = 0; i < clients; i++) {
                Client client = newClient.apply(i);
                running.add(threads.submit(() -> ask(client, end)));
            }
            var tallies = new ArrayList<Tally>();
            for (var one : running) {
                tallies.add(one.get());
            }
            return together(tallies, (System.nanoTime() - start) / NANOS_PER_SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Tally ask(Client client, long end) throws IOException {
        var tally = new Tally();
        try (client) {
            for (long now = System.nanoTime(); now < end; ) {
                String wrong = turn(client);
                long after = System.nanoTime();
                tally.add(wrong, after - now);
                if (!wrong.equals(Client.GOOD)) {
                    LockSupport.parkNanos(REST_NANOS);
                }
                now = System.nanoTime();
            }
        }
        return tally;
    }

    private static String turn(Client client) {
        try {
            return client.turn();
        } catch (IOException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private static Outcome together(List<Tally> tallies, double seconds) {
        var errors = new TreeMap<String, Long>();
        int good = tallies.stream().mapToInt(tally -> tally.good).sum();
        long[] nanos = new long[good];
        int at = 0;
        for (Tally tally : tallies) {
            System.arraycopy(tally.nanos, 0, nanos, at, tally.good);
            at += tally.good;
            tally.errors.forEach((what, times) -> errors.merge(what, times, Long::sum));
        }
        return new Outcome(seconds, errors, Latencies.of(nanos));
    }

    /** Of one client. */
    private static final class Tally {
        private long[] nanos = new long[4_096];
        private int good;
        private final Map<String, Long> errors = new TreeMap<>();

        void add(String wrong, long took) {
            if (!wrong.equals(Client.GOOD)) {
                errors.merge(wrong, 1L, Long::sum);
                return;
            }
            if (good == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * good);
            }
            nanos[good++] = took;
        }
    }
}
