package io.tollbridge.transaction.endpoint;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint's messages are signed with, sealed. Never leaves this service.
 *
 * @param previous signs beside the current one until {@code previousUntil}, in business time
 * @param rollOrigin names the request that rolled it last; null before the first roll
 */
record SealedSecrets(
        byte[] current,
        byte @Nullable [] previous,
        @Nullable Instant previousUntil,
        @Nullable String rollOrigin) {

    static SealedSecrets first(byte[] secret) {
        return new SealedSecrets(secret, null, null, null);
    }

    /** With a successor; a secret that was on its way out already stops at once. */
    SealedSecrets rolled(byte[] successor, Instant until, String origin) {
        return new SealedSecrets(successor, current, until, origin);
    }

    boolean isRolledBy(String origin) {
        return origin.equals(rollOrigin);
    }

    /** When the previous secret stops; null when none signs any more. */
    @Nullable Instant overlapEnd(Instant now) {
        return previous != null && previousUntil != null && now.isBefore(previousUntil)
                ? previousUntil
                : null;
    }

    /** All that sign now, the current one first. */
    List<byte[]> signing(Instant now) {
        return previous == null || overlapEnd(now) == null
                ? List.of(current)
                : List.of(current, previous);
    }
}
