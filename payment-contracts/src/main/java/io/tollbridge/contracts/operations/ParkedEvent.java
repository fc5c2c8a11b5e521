package io.tollbridge.contracts.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits.
 *
 * @param place its record: {@code <topic>-<partition>@<offset>}
 * @param event the event's id; null when the record names none
 * @param tries how often it could not be handled; 0 for one that waits behind another
 * @param error what was said the last time
 * @param parkedAt since when it waits, in system time as all times here
 * @param body as published; null when it was not asked for or is no text
 * @param base64 the body when it is no text
 */
public record ParkedEvent(
        String place,
        @Nullable String event,
        @Nullable String type,
        int tries,
        @Nullable String error,
        @Nullable Instant firstFailedAt,
        @Nullable Instant lastFailedAt,
        Instant parkedAt,
        @Nullable String body,
        @Nullable String base64) {}
