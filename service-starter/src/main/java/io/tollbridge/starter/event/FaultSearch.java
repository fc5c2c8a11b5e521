package io.tollbridge.starter.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds the events that make a batch fail: handles it by ever smaller halves, in order. Behind an
 * event that fails nothing of its key is handled. Trouble ends the search.
 */
final class FaultSearch<T> {

    private final Function<T, String> key;
    private final Consumer<List<T>> handler;
    private final long end;
    private final Set<String> closed = new HashSet<>();
    private final Map<T, RuntimeException> failed = new LinkedHashMap<>();
    private final List<T> behind = new ArrayList<>();
    private int handled;
    private boolean finished = true;

    /**
     * What came of it.
     *
     * @param failed events that fail on their own, the first of each key
     * @param behind events that were not handled because one of their key before them failed
     * @param handled how many were handled
     * @param finished false when time ran out: what is in neither list may not have been handled
     */
    record Found<T>(
            Map<T, RuntimeException> failed, List<T> behind, int handled, boolean finished) {}

    private FaultSearch(Function<T, String> key, Consumer<List<T>> handler, Duration patience) {
        this.key = key;
        this.handler = handler;
        this.end = System.nanoTime() + patience.toNanos();
    }

    /** Handles a batch. After {@code patience} it looks no further, once it has found something. */
    static <T> Found<T> in(
            List<T> batch, Function<T, String> key, Consumer<List<T>> handler, Duration patience) {
        var search = new FaultSearch<>(key, handler, patience);
        search.handle(batch);
        return new Found<>(search.failed, search.behind, search.handled, search.finished);
    }

    private void handle(List<T> events) {
        var open = new ArrayList<T>(events.size());
        for (T event : events) {
            (closed.contains(key.apply(event)) ? behind : open).add(event);
        }
        if (open.isEmpty() || isOver()) {
            return;
        }
        try {
            handler.accept(open);
            handled += open.size();
        } catch (RuntimeException e) {
            if (Trouble.isIn(e)) {
                throw e;
            }
            narrow(open, e);
        }
    }

    private void narrow(List<T> events, RuntimeException failure) {
        if (events.size() == 1) {
            T event = events.getFirst();
            closed.add(key.apply(event));
            failed.put(event, failure);
            return;
        }
        int middle = events.size() / 2;
        handle(events.subList(0, middle));
        handle(events.subList(middle, events.size()));
    }

    private boolean isOver() {
        if (!failed.isEmpty() && System.nanoTime() - end > 0) {
            finished = false;
        }
        return !finished;
    }
}
