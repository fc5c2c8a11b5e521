package io.tollbridge.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.gateway.entry.Passage;
import io.tollbridge.gateway.problem.ProblemWriter;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.identity.Caller;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets a caller pass, or says when to come back. */
@Component
@Order(LimitFilter.ORDER)
class LimitFilter implements WebFilter {

    static final int ORDER = -100;

    private final RateLimiter limiter;
    private final ProblemWriter problems;
    private final Rate live;
    private final Rate test;
    private final Rate anonymous;
    private final Counter refused;

    LimitFilter(
            RateLimiter limiter,
            ProblemWriter problems,
            LimitSettings settings,
            MeterRegistry meters) {
        this.limiter = limiter;
        this.problems = problems;
        this.live = Rate.of("live", settings.liveRps(), settings.liveBurst());
        this.test = Rate.of("test", settings.testRps(), settings.testBurst());
        this.anonymous = Rate.of("anonymous", settings.anonymousRps(), settings.anonymousBurst());
        this.refused =
                Counter.builder("tollbridge.gateway.limit.refused")
                        .description("Requests over their limit")
                        .register(meters);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Passage passage = Passage.of(exchange);
        if (passage == null) {
            return chain.filter(exchange);
        }
        Caller caller = passage.caller();
        boolean known = caller.kind() != Caller.Kind.ANONYMOUS;
        Rate rate = known ? (caller.mode() == Mode.LIVE ? live : test) : anonymous;
        String who = known ? caller.subject() : "ip:" + passage.clientAddress();
        return limiter.decide(who, rate)
                .flatMap(decision -> {
                    announce(exchange.getResponse().getHeaders(), rate, decision);
                    return decision.allowed()
                            ? chain.filter(exchange)
                            : refuse(exchange, rate, decision);
                });
    }

    private static void announce(HttpHeaders out, Rate rate, Decision decision) {
        out.set(Refusal.POLICY, rate.policyHeader());
        out.set(Refusal.STATE, Refusal.state(rate, decision));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Rate rate, Decision decision) {
        refused.increment();
        return problems.write(exchange, Refusal.of(rate, decision));
    }
}
