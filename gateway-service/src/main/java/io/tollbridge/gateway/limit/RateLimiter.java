package io.tollbridge.gateway.limit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks Redis; when it is away or slow, decides alone for a while. */
@Component
class RateLimiter {

    private static final Logger log = LoggerFactory.getLogger(RateLimiter.class);
    private static final long NANOS_PER_MICRO = 1_000;

    private final RedisLimiter redis;
    private final LocalLimiter local = new LocalLimiter(() -> System.nanoTime() / NANOS_PER_MICRO);
    private final LimitSettings settings;
    private final CircuitBreaker breaker;
    private final Counter degraded;

    RateLimiter(RedisLimiter redis, LimitSettings settings, MeterRegistry meters) {
        this.redis = redis;
        this.settings = settings;
        this.degraded =
                Counter.builder("tollbridge.gateway.limit.degraded")
                        .description("Requests limited without Redis")
                        .register(meters);
        this.breaker =
                CircuitBreaker.of(
                        "limiter",
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(20)
                                .minimumNumberOfCalls(10)
                                .waitDurationInOpenState(Duration.ofSeconds(1))
                                .permittedNumberOfCallsInHalfOpenState(3)
                                .maxWaitDurationInHalfOpenState(Duration.ofSeconds(2))
                                .build());
        breaker.getEventPublisher()
                .onStateTransition(event ->
                        log.atWarn()
                                .addKeyValue("state", event.getStateTransition())
                                .log("limiter.redis"));
    }

    Mono<Decision> decide(String caller, Rate rate) {
        if (!breaker.tryAcquirePermission()) {
            return Mono.just(alone(caller, rate));
        }
        long start = System.nanoTime();
        return redis.decide(caller, rate)
                .timeout(settings.redisTimeout())
                .doOnNext(_ -> breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS))
                .switchIfEmpty(Mono.error(NeverConnected::new))
                .onErrorResume(e -> {
                    breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
                    return Mono.just(alone(caller, rate));
                });
    }

    /** Undoes one decision that let a request pass. Nobody waits for it. */
    void giveBack(String caller, Rate rate) {
        redis.giveBack(caller, rate);
        local.giveBack(caller, rate);
    }

    private Decision alone(String caller, Rate rate) {
        degraded.increment();
        return local.decide(caller, rate.share(settings.gateways()));
    }

    private static final class NeverConnected extends TimeoutException {
        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
