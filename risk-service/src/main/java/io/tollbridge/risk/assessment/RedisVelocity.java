package io.tollbridge.risk.assessment;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.tollbridge.risk.rule.RiskFacts;
import io.tollbridge.risk.rule.RiskRule.VelocityWindow;
import io.tollbridge.risk.rule.VelocityCounts;
import io.tollbridge.starter.clock.BusinessClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Counts attempts in Redis, one script call for all windows of an attempt. A sliding window is the
 * counter of the running fixed window plus the share of the one before that still lies inside.
 */
@Component
class RedisVelocity {

    private static final Logger log = LoggerFactory.getLogger(RedisVelocity.class);

    private static final RedisScript<String> COUNT =
            RedisScript.of(
                    """
                    local counts = {}
                    for i = 1, #KEYS, 2 do
                      local now = redis.call('INCR', KEYS[i])
                      if now == 1 then redis.call('EXPIRE', KEYS[i], ARGV[(i + 1) / 2]) end
                      counts[i] = now
                      counts[i + 1] = redis.call('GET', KEYS[i + 1]) or '0'
                    end
                    return table.concat(counts, ' ')
                    """,
                    String.class);

    private final StringRedisTemplate redis;
    private final BusinessClock clock;
    private final CircuitBreaker circuit =
            CircuitBreaker.of(
                    "velocity",
                    CircuitBreakerConfig.custom()
                            .slidingWindowSize(10)
                            .minimumNumberOfCalls(3)
                            .failureRateThreshold(50)
                            .permittedNumberOfCallsInHalfOpenState(1)
                            .waitDurationInOpenState(Duration.ofSeconds(1))
                            .build());

    RedisVelocity(StringRedisTemplate redis, BusinessClock clock) {
        this.redis = redis;
        this.clock = clock;
        circuit.getEventPublisher()
                .onStateTransition(moved ->
                        log.atWarn()
                                .addKeyValue(
                                        "circuit.state", moved.getStateTransition().getToState())
                                .log("risk.velocity_circuit"));
    }

    /** Counts this attempt and tells the counts, or that nobody knows them. */
    VelocityCounts count(List<VelocityWindow> windows, RiskFacts facts) {
        var counted = new ArrayList<VelocityWindow>(windows.size());
        var keys = new ArrayList<String>(windows.size() * 2);
        var expirySeconds = new ArrayList<String>(windows.size());
        Instant now = clock.instant();
        for (VelocityWindow window : windows) {
            String value = window.subject().of(facts);
            if (value != null) {
                long index = now.getEpochSecond() / window.seconds();
                String prefix = "velocity:" + window.subject() + ":" + window.seconds() + ":";
                keys.add(prefix + index + ":" + value);
                keys.add(prefix + (index - 1) + ":" + value);
                expirySeconds.add(Long.toString(2 * window.seconds()));
                counted.add(window);
            }
        }
        try {
            String answer =
                    circuit.executeSupplier(
                            () -> redis.execute(COUNT, keys, expirySeconds.toArray()));
            return counts(counted, answer.split(" "), now);
        } catch (CallNotPermittedException _) {
            return VelocityCounts.UNKNOWN;
        } catch (DataAccessException e) {
            log.atWarn().addKeyValue("error", e.toString()).log("risk.velocity_unknown");
            return VelocityCounts.UNKNOWN;
        }
    }

    private static VelocityCounts counts(
            List<VelocityWindow> windows, String[] answer, Instant now) {
        var counts = new HashMap<VelocityWindow, Long>();
        for (int i = 0; i < windows.size(); i++) {
            long running = Long.parseLong(answer[2 * i]);
            long before = Long.parseLong(answer[2 * i + 1]);
            long windowMillis = windows.get(i).seconds() * 1000;
            long left = windowMillis - now.toEpochMilli() % windowMillis;
            counts.put(windows.get(i), running + before * left / windowMillis);
        }
        return new VelocityCounts(true, counts);
    }
}
