package io.tollbridge.sandbox.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what comes about through events: asks again until it is so, or too long. */
public final class Waiting {

    private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();

    private Waiting() {}

    /** The first answer that is as wanted. */
    public static <T> T until(
            String what, Duration patience, Supplier<T> ask, Predicate<? super T> wanted) {
        long end = System.nanoTime() + patience.toNanos();
        T last;
        do {
            last = ask.get();
            if (wanted.test(last)) {
                return last;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        } while (System.nanoTime() < end);
        throw new IllegalStateException(
                what + ": not within " + patience.toSeconds() + " s; last seen: " + last);
    }
}
