package io.tollbridge.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.gateway.problem.ProblemException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How often an address may show a key that is none. A key counts as a guess before it is looked up
 * and is forgiven when it turns out good: guesses that come all at once cannot slip through, and
 * who has good keys, however many, is not limited here.
 */
@Component
public class GuessLimit {

    private final RateLimiter limiter;
    private final Rate rate;
    private final Counter refused;

    GuessLimit(RateLimiter limiter, LimitSettings settings, MeterRegistry meters) {
        this.limiter = limiter;
        this.rate = Rate.of("unauthenticated", settings.guessRps(), settings.guessBurst());
        this.refused =
                Counter.builder("tollbridge.gateway.limit.guesses.refused")
                        .description("Keys that were not even looked up")
                        .register(meters);
    }

    /** Counts a guess; fails with 429 when the address has made too many. */
    public Mono<Void> take(String address) {
        return limiter.decide(caller(address), rate)
                .flatMap(decision -> {
                    if (decision.allowed()) {
                        return Mono.empty();
                    }
                    refused.increment();
                    return Mono.error(new ProblemException(Refusal.of(rate, decision)));
                });
    }

    /** It was no guess. */
    public void giveBack(String address) {
        limiter.giveBack(caller(address), rate);
    }

    private static String caller(String address) {
        return "guess:" + address;
    }
}
