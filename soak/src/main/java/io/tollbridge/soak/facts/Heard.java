package io.tollbridge.soak.facts;

import java.time.Instant;

/**
 * A webhook whose signature was right, as it came.
 *
 * @param happenedAt business time, as the event says
 * @param heardAt wall time
 */
public record Heard(
        String merchant,
        String id,
        String object,
        long sequence,
        Instant happenedAt,
        Instant heardAt) {}
