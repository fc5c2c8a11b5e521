package io.tollbridge.sandbox;

import io.tollbridge.sandbox.Component.Kind;
import io.tollbridge.sandbox.servers.ServerFailedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Starts processes in order, a few at a time: more at once than there are processors would only
 * make all of them late.
 */
final class Startup {
    private final Consumer<Component> start;
    private final Progress progress;

    /**
     * A start.
     *
     * @param start starts one process and returns when it is ready
     */
    Startup(Consumer<Component> start, Progress progress) {
        this.start = start;
        this.progress = progress;
    }

    /** Returns when all are ready, or fails with the first that failed. */
    void run(List<Component> components, Kind kind) {
        int atOnce =
                kind == Kind.STORE
                        ? Math.max(1, components.size())
                        : Runtime.getRuntime().availableProcessors() + 1;
        // Not closed but shut down at once: the others must not delay the bad news.
        var pool = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory());
        try {
            var done = new ExecutorCompletionService<String>(pool);
            for (Component component : components) {
                var _ = done.submit(() -> startOne(component), component.name());
            }
            for (int i = 0; i < components.size(); i++) {
                done.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ServerFailedException failed) {
                throw failed;
            }
            throw new ServerFailedException("start failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("start was interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private void startOne(Component component) {
        long begin = System.nanoTime();
        progress.started(component.name());
        try {
            start.accept(component);
        } catch (ServerFailedException e) {
            // Interrupted means that another one failed.
            if (!Thread.currentThread().isInterrupted()) {
                progress.failed(component.name());
            }
            throw e;
        }
        progress.ready(component.name(), Duration.ofNanos(System.nanoTime() - begin));
    }
}
