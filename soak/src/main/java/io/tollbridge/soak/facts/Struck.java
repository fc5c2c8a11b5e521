package io.tollbridge.soak.facts;

import java.time.Instant;

/**
 * A fault that happened.
 *
 * @param at wall time
 * @param readyAfterMillis from the start of the process until it was ready; -1 when nothing was
 *     started
 */
public record Struck(
        Instant at, String kind, String target, String detail, long readyAfterMillis) {}
