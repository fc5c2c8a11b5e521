package io.tollbridge.gateway.authentication;

import io.tollbridge.starter.identity.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom a key belongs to.
 *
 * @param expiresAt when a key that was rolled stops working, in business time
 */
record Grant(Caller caller, @Nullable Instant expiresAt) {

    boolean isValidAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    /** Whether its end is not yet known, so that a copy without it is as good. */
    boolean isLasting() {
        return expiresAt == null;
    }
}
