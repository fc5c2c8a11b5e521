package io.tollbridge.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The steps of a run: how many, a hash of all, and the last ones in words. */
public final class Trace {

    private static final int KEPT = 400;

    private record Step(long at, String what, Object about) {}

    private final Step[] last = new Step[KEPT];
    private long steps;
    private long hash = 17;
    private Consumer<String> watcher = _ -> {};
    private boolean isWatched;

    /** Hears of each step from now on. */
    public void watch(Consumer<String> each) {
        watcher = each;
        isWatched = true;
    }

    void step(long at, String what, Object about) {
        var step = new Step(at, what, about);
        last[(int) (steps % KEPT)] = step;
        steps++;
        hash = (hash * 31 + at) * 31 + what.hashCode();
        if (isWatched) {
            watcher.accept(words(step));
        }
    }

    public long steps() {
        return steps;
    }

    /** The same for two runs that went the same way. */
    public long hash() {
        return hash;
    }

    /** The newest steps, oldest first. */
    public List<String> last(int count) {
        var words = new ArrayList<String>();
        for (long i = Math.max(0, steps - Math.min(count, KEPT)); i < steps; i++) {
            words.add(words(last[(int) (i % KEPT)]));
        }
        return words;
    }

    private static String words(Step step) {
        return "%12.6f s  %-24s %s".formatted(step.at / 1e9, step.what, step.about);
    }
}
