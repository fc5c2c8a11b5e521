package io.tollbridge.soak.facts;

import java.util.List;

/**
 * How the platform came to rest after the last fault.
 *
 * @param seconds until nothing was under way any more; -1 when that was not reached
 * @param left what still was under way, in words
 * @param missed what the completeness net had to tell again
 */
public record Rest(
        long seconds, long unknown, long outbox, List<String> left, List<String> missed) {

    public Rest {
        left = List.copyOf(left);
        missed = List.copyOf(missed);
    }
}
