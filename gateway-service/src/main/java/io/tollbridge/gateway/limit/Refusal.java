package io.tollbridge.gateway.limit;

import io.tollbridge.gateway.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpHeaders;

/** What a limit says of itself, in headers and when it refuses. */
final class Refusal {

    static final String POLICY = "RateLimit-Policy";
    static final String STATE = "RateLimit";

    private static final long MICROS_PER_SECOND = 1_000_000;

    private Refusal() {}

    static Problem of(Rate rate, Decision decision) {
        // A little chance, so that those who were refused together do not come back together.
        long wait = seconds(decision.retryAfterMicros()) + ThreadLocalRandom.current().nextInt(2);
        return new Problem(
                429,
                "rate_limited",
                "more than " + rate.perSecond() + " requests a second",
                Map.of("violated-policies", List.of(rate.name())),
                Map.of(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(wait),
                        POLICY,
                        rate.policyHeader(),
                        STATE,
                        state(rate, decision)));
    }

    /** {@code RateLimit}: how many more, and in how many seconds all of them are back. */
    static String state(Rate rate, Decision decision) {
        return "\"%s\";r=%d;t=%d"
                .formatted(rate.name(), decision.remaining(), seconds(decision.resetMicros()));
    }

    /** Whole seconds, rounded up, at least one. */
    private static long seconds(long micros) {
        return Math.max(1, Math.ceilDiv(micros, MICROS_PER_SECOND));
    }
}
