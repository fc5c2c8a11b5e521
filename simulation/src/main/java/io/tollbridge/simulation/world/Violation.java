package io.tollbridge.simulation.world;

/** What must never be so was so. */
public final class Violation extends RuntimeException {

    public Violation(String what) {
        super(what);
    }

    Violation(String what, Throwable cause) {
        super(what, cause);
    }
}
