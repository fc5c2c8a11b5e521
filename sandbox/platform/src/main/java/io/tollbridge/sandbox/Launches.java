package io.tollbridge.sandbox;

import io.tollbridge.sandbox.servers.ChildProcess;
import io.tollbridge.sandbox.servers.ServerFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The processes that one command starts. Starting one and writing down its id are one step, and
 * after {@link #end} there is no such step any more: who takes a start back misses none.
 */
final class Launches {
    private final StateFolder state;
    private final List<ChildProcess> started = new ArrayList<>();
    private boolean ended;

    Launches(StateFolder state) {
        this.state = state;
    }

    synchronized ChildProcess launch(String name, Supplier<ChildProcess> start) {
        if (ended) {
            throw new ServerFailedException(name + " is not started: the start was interrupted");
        }
        state.rotateLog(name);
        var process = start.get();
        state.remember(process);
        started.add(process);
        return process;
    }

    /** From now on nothing is started; what was, in order. */
    synchronized List<ChildProcess> end() {
        ended = true;
        return List.copyOf(started);
    }
}
