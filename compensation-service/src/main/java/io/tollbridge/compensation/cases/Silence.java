package io.tollbridge.compensation.cases;

import io.tollbridge.starter.clock.BusinessClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Who has fallen silent, and which cases met it. When a silent one answers anything, those cases
 * are tried early instead of waiting out gaps of up to hours; until then one of them is tried now
 * and then, to hear whether it does. Only a hint, in this instance's memory: without it the
 * schedule goes on.
 */
@Component
class Silence {

    private final CaseTimer timer;
    private final BusinessClock clock;
    private final Duration gap;
    private final Map<String, Met> metByAttempt = new ConcurrentHashMap<>();

    private record Met(String silent, Instant at) {}

    /**
     * @param gap the least time between two tries of one case that are early
     */
    Silence(
            CaseTimer timer,
            BusinessClock clock,
            @Value("${tollbridge.compensation.sweep-every}") Duration gap) {
        this.timer = timer;
        this.clock = clock;
        this.gap = gap;
    }

    /** Somebody gave no answer, or none that says anything, to a try of this case. */
    void met(String silent, String attemptId) {
        metByAttempt.put(attemptId, new Met(silent, clock.instant()));
    }

    /** The case is closed, or in other hands. */
    void forget(String attemptId) {
        metByAttempt.remove(attemptId);
    }

    /** Somebody answered something: its cases are tried as soon as each one's gap is over. */
    void brokenBy(String answering) {
        metByAttempt.forEach((attemptId, met) -> {
            if (met.silent().equals(answering) && metByAttempt.remove(attemptId, met)) {
                timer.schedule(attemptId, met.at().plus(gap));
            }
        });
    }

    /** Tries one case of each silent one: the one that waits longest. */
    void probe() {
        var longest = new HashMap<String, Map.Entry<String, Met>>();
        for (var entry : metByAttempt.entrySet()) {
            longest.merge(
                    entry.getValue().silent(),
                    entry,
                    (one, other) ->
                            other.getValue().at().isBefore(one.getValue().at()) ? other : one);
        }
        Instant now = clock.instant();
        for (var entry : longest.values()) {
            if (!now.isBefore(entry.getValue().at().plus(gap))) {
                timer.schedule(entry.getKey(), now);
            }
        }
    }
}
