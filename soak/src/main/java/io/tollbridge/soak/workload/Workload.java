package io.tollbridge.soak.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** All clients at once, each with dice of its own. */
public final class Workload implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients = new ArrayList<>();
    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private final History history = new History();

    /**
     * Starts clients.
     *
     * @param pause how long each thinks between two requests, on average
     */
    public Workload(List<Shop> shops, int count, long seed, Duration pause) {
        var dice = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            String name = "soak-%d-%d".formatted(seed, i);
            var client =
                    new Client(
                            shops,
                            history,
                            name,
                            dice.split(),
                            new Client.Pace(pause),
                            goesOn::get);
            clients.add(threads.submit(client));
        }
    }

    public History history() {
        return history;
    }

    /** No new request; returns when all have their answers. Fails when a client has failed. */
    public void finish() {
        goesOn.set(false);
        for (Future<?> client : clients) {
            try {
                client.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a client failed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
