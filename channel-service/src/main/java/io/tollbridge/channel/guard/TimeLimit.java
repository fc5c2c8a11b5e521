package io.tollbridge.channel.guard;

import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.tollbridge.starter.http.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
        var answer = new CompletableFuture<T>();
        try {
            return limiter(limit).executeFutureSupplier(() -> started(limit, operation, answer));
        } catch (TimeoutException _) {
            return leave(answer, overdue, late);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return leave(answer, overdue, late);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static TimeLimiter limiter(Duration limit) {
        return TimeLimiter.of(
                TimeLimiterConfig.custom()
                        .timeoutDuration(limit)
                        .cancelRunningFuture(false)
                        .build());
    }

    private static <T> CompletableFuture<T> started(
            Duration limit, Supplier<T> operation, CompletableFuture<T> answer) {
        long deadline = Math.min(limit.toMillis(), Deadline.left().toMillis());
        Map<String, String> context = MDC.getCopyOfContextMap();
        Thread.ofVirtual()
                .name("limited")
                .start(() -> {
                    enter(deadline, context);
                    try {
                        answer.complete(operation.get());
                    } catch (RuntimeException | Error e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }

    private static <T> T leave(CompletableFuture<T> answer, Supplier<T> overdue, Consumer<T> late) {
        var _ = answer.thenAccept(late); // at once, should it have come this very moment
        return overdue.get();
    }

    private static void enter(long deadlineMillis, @Nullable Map<String, String> context) {
        Deadline.begin(Long.toString(deadlineMillis));
        if (context != null) {
            MDC.setContextMap(context);
        }
    }
}
