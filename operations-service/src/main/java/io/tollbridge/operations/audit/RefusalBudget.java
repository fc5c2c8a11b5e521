package io.tollbridge.operations.audit;

import java.time.InstantSource;

/**
 * How many refusals of callers who are no operators are recorded: some a minute. An entry costs a
 * conditional write that operators queue behind, and any merchant's key can ask for one.
 */
final class RefusalBudget {

    static final int A_MINUTE_MAX = 10;

    private final InstantSource clock;
    private long minute;
    private int taken;

    RefusalBudget(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether one more is recorded. */
    synchronized boolean take() {
        long now = clock.instant().getEpochSecond() / 60;
        if (now != minute) {
            minute = now;
            taken = 0;
        }
        if (taken >= A_MINUTE_MAX) {
            return false;
        }
        taken++;
        return true;
    }
}
