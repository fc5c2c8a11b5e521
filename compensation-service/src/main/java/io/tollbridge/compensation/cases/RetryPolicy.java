package io.tollbridge.compensation.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a case is tried: so long after it was opened. The gaps count from the try before, so that a
 * clock that is moved forward makes the next try due and not all of them.
 */
final class RetryPolicy {

    private static final List<Duration> AGES =
            List.of(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(4),
                    Duration.ofHours(12),
                    Duration.ofHours(24));

    /** Longer than the calls of one try take together when all of them time out. */
    private static final Duration LONGEST_TRY = Duration.ofMinutes(2);

    private RetryPolicy() {}

    /** When the next try is due, after so many. */
    static Instant due(int triesDone, Instant now) {
        if (isLast(triesDone)) {
            return now.plus(LONGEST_TRY); // whoever finds it overdue may give the case up
        }
        Duration before = triesDone == 0 ? Duration.ZERO : AGES.get(triesDone - 1);
        return now.plus(AGES.get(triesDone).minus(before));
    }

    static boolean isLast(int triesDone) {
        return triesDone >= AGES.size();
    }
}
