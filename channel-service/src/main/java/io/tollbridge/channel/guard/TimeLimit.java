package io.tollbridge.channel.guard;

import io.tollbridge.starter.http.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Waits for an operation only so long. It is never interrupted: half a message on a shared
 * connection would be worse than a late answer.
 */
public final class TimeLimit {

    private TimeLimit() {}

    /**
     * The operation's answer, or {@code overdue} when the limit passes first; then its answer goes
     * to {@code late}. What it throws is thrown, or dropped when nobody waits any more.
     *
     * @param operation runs on a thread of its own, with at most the limit as its deadline
     */
    public static <T> T within(
            Duration limit, Supplier<T> operation, Supplier<T> overdue, Consumer<T> late) {
        var offered = new CompletableFuture<T>();
        long deadline = Math.min(limit.toMillis(), Deadline.left().toMillis());
        Map<String, String> context = MDC.getCopyOfContextMap();
        Thread.ofVirtual()
                .name("limited")
                .start(() -> {
                    enter(deadline, context);
                    run(operation, offered, late);
                });
        try {
            return offered.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return leave(offered, overdue);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return leave(offered, overdue);
        } catch (ExecutionException e) {
            throw thrown(e);
        }
    }

    private static void enter(long deadlineMillis, @Nullable Map<String, String> context) {
        Deadline.begin(Long.toString(deadlineMillis));
        if (context != null) {
            MDC.setContextMap(context);
        }
    }

    private static <T> void run(
            Supplier<T> operation, CompletableFuture<T> offered, Consumer<T> late) {
        T answer;
        try {
            answer = operation.get();
        } catch (RuntimeException | Error e) {
            offered.completeExceptionally(e);
            return;
        }
        if (!offered.complete(answer)) {
            late.accept(answer);
        }
    }

    /** Stops waiting, unless the answer has come this very moment. */
    private static <T> T leave(CompletableFuture<T> offered, Supplier<T> overdue) {
        var marker = new StoppedWaiting();
        if (offered.completeExceptionally(marker)) {
            return overdue.get();
        }
        try {
            return offered.resultNow();
        } catch (IllegalStateException _) {
            throw thrown(new ExecutionException(offered.exceptionNow()));
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException(e);
    }

    /** Closes the way to the caller; nobody sees it. */
    private static final class StoppedWaiting extends RuntimeException {}
}
