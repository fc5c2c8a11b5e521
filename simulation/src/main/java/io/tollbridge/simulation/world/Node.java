package io.tollbridge.simulation.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A process that can be stopped for a while, killed at any step, and started again. */
public final class Node {

    private static final long UUID_EPOCH_OFFSET_100NS = 0x01b21dd213814000L;

    private final World world;
    private final String name;
    private final int number;
    private final long skewNanos;
    private final Predicate<Throwable> isExpected;
    private @Nullable Life life;
    private long stoppedUntil;
    private long lastUuid;

    /** What runs between a start and a crash; its scheduler. */
    public final class Life implements Executor {
        private boolean over;
        private boolean serves;

        public boolean isOver() {
            return over;
        }

        public World world() {
            return world;
        }

        public Node node() {
            return Node.this;
        }

        /** It is up: who calls it is no longer refused. */
        public void serves() {
            serves = true;
        }

        @Override
        public void execute(Runnable task) {
            if (over) {
                return; // whom it was to wake is dead
            }
            long left = stoppedUntil - world.nanos();
            if (left > 0) {
                world.after(left, () -> execute(task));
            } else {
                world.ready(this, task);
            }
        }

        /** Starts a fiber. */
        public void spawn(String what, Runnable work) {
            Fibers.unstarted(this, what, () -> guarded(what, work)).start();
        }

        /** Does something again and again, each time so long after the last time. */
        public void every(String what, Duration pause, Runnable work) {
            spawn(
                    what,
                    () -> {
                        while (true) {
                            world.sleep(pause);
                            guarded(what, work);
                        }
                    });
        }

        private void guarded(String what, Runnable work) {
            try {
                work.run();
            } catch (Throwable e) {
                if (isExpected.test(e)) {
                    world.step("node.failed", what);
                } else {
                    world.violated(name + " " + what, e);
                }
            }
        }

        /** The system clock of this machine. */
        public Clock clock() {
            return new MachineClock();
        }

        /** Time-based as the driver makes them, no two alike. */
        public UUID timeUuid() {
            long ticks = Math.max(lastUuid + 1, wallNanos() / 100 + UUID_EPOCH_OFFSET_100NS);
            lastUuid = ticks;
            long high =
                    (ticks << 32)
                            | ((ticks & 0xffff00000000L) >>> 16)
                            | 0x1000L
                            | ((ticks >>> 48) & 0xfffL);
            return new UUID(high, 0x8000000000000000L | number);
        }
    }

    private final class MachineClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(wallNanos());
        }
    }

    /**
     * A node that is down.
     *
     * @param skew how far its clock is ahead
     * @param isExpected what its fibers may throw without being wrong
     */
    public Node(
            World world, String name, int number, Duration skew, Predicate<Throwable> isExpected) {
        this.world = world;
        this.name = name;
        this.number = number;
        this.skewNanos = skew.toNanos();
        this.isExpected = isExpected;
    }

    /** What its clock shows, in nanoseconds since 1970. */
    public long wallNanos() {
        return World.BEGIN.getEpochSecond() * 1_000_000_000L + world.nanos() + skewNanos;
    }

    public boolean isUp() {
        return life != null && life.serves;
    }

    public boolean isStarted() {
        return life != null;
    }

    /** Its present life; null while it is down. */
    public @Nullable Life life() {
        return life;
    }

    public Life start() {
        world.step("node.start", name);
        var begun = new Life();
        life = begun;
        return begun;
    }

    /** Its memory and its threads are gone; what it has sent is on its way. */
    public void crash() {
        if (life != null) {
            world.step("node.crash", name);
            life.over = true;
            life = null;
        }
    }

    /** Stands still, as in a long garbage collection, and does not notice. */
    public void stop(Duration time) {
        world.step("node.stopped", name);
        stoppedUntil = world.nanos() + time.toNanos();
    }

    @Override
    public String toString() {
        return name;
    }
}
