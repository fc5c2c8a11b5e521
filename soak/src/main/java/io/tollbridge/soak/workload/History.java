package io.tollbridge.soak.workload;

import io.tollbridge.soak.facts.Call;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What all clients have asked and been told. */
public final class History {

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    void add(Call call) {
        calls.add(call);
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }
}
