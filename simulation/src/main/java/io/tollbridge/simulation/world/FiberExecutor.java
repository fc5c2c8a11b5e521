package io.tollbridge.simulation.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads and timers of a node for code that asks for an executor. */
public final class FiberExecutor extends AbstractExecutorService
        implements ScheduledExecutorService {

    private final Node.Life life;
    private final String name;

    public FiberExecutor(Node.Life life, String name) {
        this.life = life;
        this.name = name;
    }

    /** Runs what it is given one after the other, as a pool of one thread does. */
    public static Executor ofOneThread(Node.Life life, String name) {
        Queue<Runnable> waiting = new ArrayDeque<>();
        return task -> {
            waiting.add(task);
            if (waiting.size() == 1) {
                life.spawn(
                        name,
                        () -> {
                            while (!waiting.isEmpty()) {
                                waiting.element().run();
                                waiting.remove();
                            }
                        });
            }
        };
    }

    @Override
    public void execute(Runnable task) {
        life.spawn(name, task);
    }

    @Override
    @SuppressWarnings("NullAway") // nobody looks at what a timer returns
    public ScheduledFuture<?> scheduleWithFixedDelay(
            Runnable task, long initialDelay, long delay, TimeUnit unit) {
        life.every(name, Duration.of(delay, unit.toChronoUnit()), task);
        return null;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V extends @Nullable Object> ScheduledFuture<V> schedule(
            Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
            Runnable task, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
