package io.tollbridge.channel.bank;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The breaker of the link to the bank, shared by payouts and statements. It is closed again by
 * whichever comes next: a statement changes nothing, and a payout sent again is still one payout.
 */
@Component
class BankGuard {

    private static final CircuitBreakerConfig BREAKER =
            CircuitBreakerConfig.custom()
                    .slidingWindowType(SlidingWindowType.COUNT_BASED)
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(5)
                    .failureRateThreshold(50)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .waitDurationInOpenState(Duration.ofSeconds(5))
                    .build();

    private final CircuitBreaker breaker;

    BankGuard(BankConfig config, MeterRegistry meters) {
        this.breaker = CircuitBreaker.of(config.name(), BREAKER);
        meters.gauge(
                "bank.breaker.closed",
                Tags.of("bank", config.name()),
                breaker,
                guarded -> guarded.getState() == State.CLOSED ? 1 : 0);
    }

    /** Talks to the bank; fails when it could not be understood. */
    interface Talk<T> {
        T hold() throws IOException;
    }

    /** The bank was silent too often lately: nothing was sent. */
    static final class BankIsAwayException extends IOException {
        BankIsAwayException() {
            super("the bank's breaker is open");
        }
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    <T> T ask(Talk<T> talk) throws IOException {
        if (!breaker.tryAcquirePermission()) {
            throw new BankIsAwayException();
        }
        long start = breaker.getCurrentTimestamp();
        try {
            T answer = talk.hold();
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, unit());
            return answer;
        } catch (IOException | RuntimeException e) {
            breaker.onError(breaker.getCurrentTimestamp() - start, unit(), e);
            throw e;
        }
    }

    private TimeUnit unit() {
        return breaker.getTimestampUnit();
    }
}
