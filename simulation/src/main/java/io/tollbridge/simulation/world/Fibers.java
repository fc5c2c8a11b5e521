package io.tollbridge.simulation.world;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.Executor;

/** Makes virtual threads with a scheduler of our own, which the JDK offers to itself only. */
final class Fibers {

    /** {@code Thread.NO_INHERIT_THREAD_LOCALS}: what starts a fiber is no part of it. */
    private static final int INHERITS_NOTHING = 1 << 2;

    private static final MethodHandle NEW_VIRTUAL_THREAD = find();

    private Fibers() {}

    static Thread unstarted(Executor scheduler, String name, Runnable work) {
        try {
            return (Thread) NEW_VIRTUAL_THREAD.invoke(scheduler, name, INHERITS_NOTHING, work);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle find() {
        try {
            var method =
                    Class.forName("java.lang.ThreadBuilders")
                            .getDeclaredMethod(
                                    "newVirtualThread",
                                    Executor.class,
                                    String.class,
                                    int.class,
                                    Runnable.class);
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "needs a JDK 25 with --add-opens=java.base/java.lang=ALL-UNNAMED", e);
        }
    }
}
