package io.tollbridge.soak.run;

import io.tollbridge.soak.check.Verdict;
import io.tollbridge.soak.facts.Rest;
import io.tollbridge.soak.facts.Struck;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A run and what is to be told of it.
 *
 * @param counts how much of what there was, by name
 * @param unasked processes that ended by themselves
 */
record Outcome(
        long seed,
        int minutes,
        int clients,
        Instant begunAt,
        List<Verdict> verdicts,
        Map<String, Long> counts,
        Map<String, Figures.Spread> figures,
        List<Struck> faults,
        List<String> unasked,
        Rest rest) {

    /** Whether nothing is red. */
    boolean isGreen() {
        return unasked.isEmpty() && verdicts.stream().allMatch(Verdict::isGreen);
    }
}
