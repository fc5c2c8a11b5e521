package io.tollbridge.starter.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the caller still waits. Arrives as {@value #HEADER}, remaining milliseconds, and goes on
 * to the next hop with what is left. Kept per thread; virtual threads serve one request each.
 */
public final class Deadline {

    public static final String HEADER = "X-Request-Deadline";
    static final Duration DEFAULT = Duration.ofSeconds(30);

    private static final ThreadLocal<@Nullable Long> END_NANOS = new ThreadLocal<>();

    private Deadline() {}

    /** Starts the deadline of this thread's request, from its header. */
    public static void begin(@Nullable String remainingMillis) {
        long millis = DEFAULT.toMillis();
        if (remainingMillis != null) {
            try {
                millis = Math.clamp(Long.parseLong(remainingMillis), 0, DEFAULT.toMillis());
            } catch (NumberFormatException _) {
                millis = DEFAULT.toMillis(); // not a number: as if there were none
            }
        }
        END_NANOS.set(System.nanoTime() + Duration.ofMillis(millis).toNanos());
    }

    /** Forgets it: the thread is done with the request. */
    public static void end() {
        END_NANOS.remove();
    }

    /** What is left of the request's time; the default outside a request. Never negative. */
    public static Duration left() {
        Long end = END_NANOS.get();
        if (end == null) {
            return DEFAULT;
        }
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
