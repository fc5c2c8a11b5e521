package io.tollbridge.starter.list;

import io.tollbridge.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The {@code limit} parameter of lists: 1 to 100, 10 when absent. */
public final class Limit {

    private Limit() {}

    public static int of(@Nullable Integer asked) {
        if (asked == null) {
            return 10;
        }
        if (asked < 1 || asked > 100) {
            throw ProblemException.badRequest(
                    "invalid_limit", "limit", "limit: " + asked + " (expected: 1 to 100)");
        }
        return asked;
    }
}
