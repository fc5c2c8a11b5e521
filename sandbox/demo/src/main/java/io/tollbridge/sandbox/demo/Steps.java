package io.tollbridge.sandbox.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** Prints what is being done, what came of it and how long it took. */
final class Steps {

    private final PrintStream out;
    private int number;

    Steps(PrintStream out) {
        this.out = out;
    }

    /** Does one step; its result is what is worth showing of it. */
    <T> T step(String what, Supplier<T> work) {
        number++;
        out.printf("%3d  %-58s ", number, what);
        out.flush();
        long start = System.nanoTime();
        T result = work.get();
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        out.printf("ok  %5.1f s%n", seconds);
        return result;
    }

    void note(String format, Object... values) {
        out.printf("       " + format + "%n", values);
    }

    void line(String format, Object... values) {
        out.printf(format + "%n", values);
    }
}
