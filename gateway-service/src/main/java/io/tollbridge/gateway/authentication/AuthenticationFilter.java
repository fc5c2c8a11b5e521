package io.tollbridge.gateway.authentication;

import io.tollbridge.gateway.entry.Passage;
import io.tollbridge.gateway.limit.GuessLimit;
import io.tollbridge.gateway.problem.Problem;
import io.tollbridge.gateway.problem.ProblemWriter;
import io.tollbridge.gateway.routes.Target.Access;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.identity.Caller;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Finds out who calls, or refuses. */
@Component
@Order(AuthenticationFilter.ORDER)
class AuthenticationFilter implements WebFilter {

    static final int ORDER = -200;

    private final Grants grants;
    private final GuessLimit guesses;
    private final ProblemWriter problems;
    private final Caller shopper;

    AuthenticationFilter(
            Grants grants,
            GuessLimit guesses,
            ProblemWriter problems,
            @Value("${tollbridge.mode}") String mode) {
        this.grants = grants;
        this.guesses = guesses;
        this.problems = problems;
        this.shopper =
                new Caller(Caller.Kind.ANONYMOUS, null, Mode.ofWire(mode), Set.of(), "anonymous");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Passage passage = Passage.of(exchange);
        if (passage == null) {
            return chain.filter(exchange);
        }
        Access access = passage.target().access();
        String authorization =
                exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (access == Access.OPEN || (access == Access.KEY_OR_NONE && authorization == null)) {
            passage.authenticated(shopper);
            return chain.filter(exchange);
        }
        Optional<PresentedKey> key = PresentedKey.of(authorization);
        if (key.isEmpty()) {
            return guesses.take(passage.clientAddress())
                    .then(
                            Mono.defer(() ->
                                    unknown(
                                            exchange,
                                            "Authorization: (expected: Bearer and an API key)")));
        }
        return grants.find(key.get(), passage.clientAddress())
                .flatMap(caller -> pass(exchange, chain, passage, caller.orElse(null)));
    }

    private Mono<Void> pass(
            ServerWebExchange exchange,
            WebFilterChain chain,
            Passage passage,
            @Nullable Caller caller) {
        if (caller == null) {
            return unknown(exchange, "this API key is unknown, revoked or expired");
        }
        if (passage.target().access() == Access.SECRET_KEY && !caller.may("*")) {
            return problems.write(
                    exchange,
                    Problem.of(
                            403,
                            "publishable_key_not_allowed",
                            "a publishable key only makes tokens; use a secret key"));
        }
        passage.authenticated(caller);
        return chain.filter(exchange);
    }

    private Mono<Void> unknown(ServerWebExchange exchange, String detail) {
        return problems.write(
                exchange,
                Problem.of(401, "invalid_api_key", detail)
                        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"tollbridge\""));
    }
}
