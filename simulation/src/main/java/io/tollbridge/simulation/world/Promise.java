package io.tollbridge.simulation.world;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An answer that a fiber waits for. The first one counts. */
public final class Promise<T> {

    private @Nullable T value;
    private @Nullable RuntimeException failure;
    private @Nullable Thread waiting;
    private boolean isDone;

    public boolean isDone() {
        return isDone;
    }

    public void complete(T answer) {
        if (!isDone) {
            value = answer;
            done();
        }
    }

    public void fail(RuntimeException why) {
        if (!isDone) {
            failure = why;
            done();
        }
    }

    private void done() {
        isDone = true;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Gives up the calling fiber's turn until there is an answer. */
    public T await() {
        waiting = Thread.currentThread();
        while (!isDone) {
            LockSupport.park(this);
        }
        if (failure != null) {
            failure.setStackTrace(Thread.currentThread().getStackTrace());
            throw failure;
        }
        return Objects.requireNonNull(value);
    }
}
