package io.tollbridge.simulation.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One run: its time, its dice, what is due, and who is ready. */
public final class World {

    /** When every run begins. */
    public static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");

    private static final long MOST_STEPS = 1_000_000;

    private record Event(long at, int tie, long order, Runnable action)
            implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            int byTie = byTime == 0 ? Integer.compare(tie, other.tie) : byTime;
            return byTie == 0 ? Long.compare(order, other.order) : byTie;
        }
    }

    private record Ready(Node.Life life, Runnable task) {}

    private final SplittableRandom dice;
    private final Trace trace = new Trace();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Ready> ready = new ArrayList<>();
    private long now;
    private long order;
    private @Nullable Violation violation;

    public World(long seed) {
        dice = new SplittableRandom(seed);
    }

    public Trace trace() {
        return trace;
    }

    /** Nanoseconds since the run began. */
    public long nanos() {
        return now;
    }

    public Instant instant() {
        return BEGIN.plusNanos(now);
    }

    // ---- chance

    /** True with this probability. */
    public boolean chance(double probability) {
        return probability > 0 && dice.nextDouble() < probability;
    }

    /** From 0 to below a bound. */
    public int below(int bound) {
        return dice.nextInt(bound);
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** A duration between two, in nanoseconds. */
    public long between(Duration least, Duration most) {
        return dice.nextLong(least.toNanos(), most.toNanos() + 1);
    }

    /**
     * How long something takes that is usually quick: a millisecond or a few, seldom far longer.
     */
    public long latency() {
        return dice.nextInt(50) == 0
                ? between(Duration.ofMillis(50), Duration.ofSeconds(2))
                : between(Duration.ofMillis(1), Duration.ofMillis(10));
    }

    // ---- time

    /** Does something after a while. */
    public void after(long nanos, Runnable action) {
        events.add(new Event(now + nanos, dice.nextInt(), order++, action));
    }

    /** Lets the calling fiber wait. */
    public void sleep(Duration time) {
        var over = new Promise<Boolean>();
        after(time.toNanos(), () -> over.complete(true));
        over.await();
    }

    void ready(Node.Life life, Runnable task) {
        ready.add(new Ready(life, task));
    }

    /** Goes on until a condition holds or a time has come; false when it is the time. */
    public boolean run(Duration until, BooleanSupplier enough) {
        long end = until.toNanos();
        while (!enough.getAsBoolean()) {
            if (!ready.isEmpty()) {
                resume();
            } else {
                Event next = events.peek();
                if (next == null || next.at > end) {
                    now = Math.max(now, end);
                    return false;
                }
                events.poll();
                now = Math.max(now, next.at);
                next.action.run();
            }
            if (violation != null) {
                throw violation;
            }
            if (trace.steps() > MOST_STEPS) {
                throw new Violation("the run does not end: " + MOST_STEPS + " steps");
            }
        }
        return true;
    }

    private void resume() {
        int drawn = ready.size() == 1 ? 0 : dice.nextInt(ready.size());
        Ready chosen = ready.get(drawn);
        Ready last = ready.removeLast();
        if (drawn < ready.size()) {
            ready.set(drawn, last);
        }
        if (!chosen.life.isOver()) {
            chosen.task.run();
        }
    }

    // ---- findings

    /** Notes a step: what happened, and to what. */
    public void step(String what, Object about) {
        trace.step(now, what, about);
    }

    /** Ends the run at once: something must never be so. */
    public void violated(String what) {
        if (violation == null) {
            violation = new Violation(what);
        }
    }

    /** Ends the run at once: something was thrown that nobody expects. */
    void violated(String where, Throwable thrown) {
        if (violation == null) {
            violation = new Violation(where + " threw " + thrown, thrown);
        }
    }
}
