package io.tollbridge.soak.fault;

import io.tollbridge.sandbox.Platform;
import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.Redis;
import io.tollbridge.sandbox.servers.ServerFailedException;
import io.tollbridge.soak.facts.Struck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Carries a schedule out on a running platform, and takes everything back at the end. */
public final class Injector implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int WATCH_EVERY = 20;

    private final Platform platform;
    private final ApiClient acquirer;
    private final Addresses addresses;
    private final Keeper keeper;
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Struck> struck = new ConcurrentLinkedQueue<>();
    private final Queue<String> unasked = new ConcurrentLinkedQueue<>();

    /** For the platform at these addresses. */
    public Injector(Platform platform, Addresses addresses) {
        this.platform = platform;
        this.acquirer = new ApiClient(addresses.acquirer(), null);
        this.addresses = addresses;
        this.keeper = new Keeper(platform);
    }

    /** Carries out the faults of a seed; returns when the time is over. */
    public void run(long seed, Duration length) {
        long begin = System.nanoTime();
        var left = new ArrayList<>(FaultSchedule.of(seed, length.toMillis()));
        int looks = 0;
        while (System.nanoTime() - begin < length.toNanos()) {
            long now = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            while (!left.isEmpty() && left.getFirst().atMillis() <= now) {
                var fault = left.removeFirst();
                hands.execute(() -> strike(fault));
            }
            if (looks++ % WATCH_EVERY == 0) {
                watch();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** A process that dies of itself is a finding, and is started again. */
    private void watch() {
        for (String name : FaultSchedule.SERVICES) {
            if (!keeper.isClaimed(name) && !platform.isRunning(name) && keeper.claim(name)) {
                unasked.add(name + " ended by itself at " + now());
                hands.execute(() -> {
                    try {
                        keeper.revive(name);
                    } finally {
                        keeper.release(name);
                    }
                });
            }
        }
    }

    private void strike(PlannedFault fault) {
        if (fault.kind() == FaultKind.CHANNEL) {
            misbehave(fault);
        } else if (fault.kind() == FaultKind.FLUSH) {
            flush();
        } else if (keeper.claim(fault.target())) {
            try {
                if (fault.kind() == FaultKind.KILL) {
                    kill(fault);
                } else {
                    freeze(fault);
                }
            } catch (ServerFailedException e) {
                unasked.add(fault.target() + ": " + e.getMessage());
            } finally {
                keeper.release(fault.target());
            }
        }
    }

    private void kill(PlannedFault fault) {
        Instant at = now();
        platform.kill9(fault.target());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(fault.forMillis()));
        long ready = keeper.revive(fault.target());
        String detail = "down for " + fault.forMillis() + " ms";
        struck.add(new Struck(at, "kill -9", fault.target(), detail, ready));
    }

    private void freeze(PlannedFault fault) {
        Instant at = now();
        platform.freeze(fault.target());
        try {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(fault.forMillis()));
        } finally {
            platform.thaw(fault.target());
        }
        struck.add(
                new Struck(at, "SIGSTOP", fault.target(), "for " + fault.forMillis() + " ms", -1));
    }

    private void misbehave(PlannedFault fault) {
        var wish = ChannelFault.of(fault);
        try {
            Instant at = now();
            acquirer.post("/__admin/faults", wish).expect(200, 201);
            struck.add(new Struck(at, "channel", "acquirer", wish.toString(), -1));
        } catch (UncheckedIOException _) {
            // it is down: that is a fault already
        }
    }

    private void flush() {
        Instant at = now();
        try {
            Redis.flushAll(addresses);
            struck.add(new Struck(at, "FLUSHALL", "redis", "", -1));
        } catch (IOException _) {
            // it is down: that is a fault already
        }
    }

    /** No fault from now on: all processes live, and the acquirer behaves. */
    public void heal() {
        hands.shutdown();
        try {
            if (!hands.awaitTermination(6, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a process that was killed does not come back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        for (String name : FaultSchedule.SERVICES) {
            keeper.revive(name);
        }
        acquirer.call("DELETE", "/__admin/faults", null, null).expect(200);
    }

    /** The faults that happened, in the order in which they were over. */
    public List<Struck> struck() {
        return List.copyOf(struck);
    }

    /** What nobody asked for: processes that ended by themselves or did not come back. */
    public List<String> unasked() {
        return List.copyOf(unasked);
    }

    private static Instant now() {
        return InstantSource.system().instant();
    }

    @Override
    public void close() {
        hands.shutdownNow();
    }
}
