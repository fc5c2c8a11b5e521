package io.tollbridge.benchmarks;

/** Why the benchmark cannot go on, in one line for whoever started it. */
public final class BenchFailed extends RuntimeException {

    public BenchFailed(String reason) {
        super(reason);
    }

    public BenchFailed(String reason, Throwable cause) {
        super(reason + ": " + cause, cause);
    }
}
