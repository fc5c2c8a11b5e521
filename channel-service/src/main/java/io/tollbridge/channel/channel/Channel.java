package io.tollbridge.channel.channel;

import java.time.Duration;
import java.util.List;

/** A way to move money. What it can do, it says by the ability interfaces it also implements. */
public interface Channel {

    /** Its name in routes, attempts and statements. */
    String name();

    /** Lower is tried first. */
    int priority();

    /** Payment methods, {@code card} ... */
    List<String> methods();

    /** Alphabetic codes, empty for all. */
    List<String> currencies();

    /** Operations in flight before new ones are refused. */
    int maxConcurrent();

    /** Queries and reversals in flight before new ones are refused; places of their own. */
    int maxConcurrentRepairs();

    /**
     * How long anybody waits for an operation, whatever it hangs in; afterwards its outcome is
     * unclear. Longer than the channel's own patience, which ends an ordinary silence.
     */
    Duration timeLimit();

    /** Whether it could take an operation now: its connection stands. */
    boolean connected();
}
