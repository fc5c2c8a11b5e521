package io.tollbridge.starter.crash;

import org.jspecify.annotations.Nullable;

/**
 * A named place where a test may kill the process as {@code kill -9} would. Inert unless the JVM
 * was started with {@code -Dtollbridge.crash-at=name}; then the first thread to come by halts the
 * JVM.
 */
public final class Crash {

    private static final @Nullable String ARMED = System.getProperty("tollbridge.crash-at");

    private Crash() {}

    public static void at(String name) {
        if (ARMED != null && ARMED.equals(name)) {
            Runtime.getRuntime().halt(137);
        }
    }

    /** A point that is passed for different things: armed as {@code name:detail}. */
    public static void at(String name, String detail) {
        if (ARMED != null) {
            at(name + ":" + detail);
        }
    }
}
