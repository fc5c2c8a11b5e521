package io.tollbridge.soak.facts;

import java.time.Instant;

/**
 * A record of the payments topic.
 *
 * @param happenedAt business time of the event
 * @param writtenAt wall time of the record
 */
public record Told(
        String payment,
        long sequence,
        String type,
        String body,
        Instant happenedAt,
        Instant writtenAt) {}
