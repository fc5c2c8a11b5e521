package io.tollbridge.gateway.problem;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.tollbridge.gateway.trace.Traceparent;
import io.tollbridge.starter.http.RequestId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** What becomes of a request that ended in an exception. Ahead of Spring Boot's own handler. */
@Component
@Order(-2)
class FailureHandler implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(FailureHandler.class);

    private final ProblemWriter problems;

    FailureHandler(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure); // the answer has begun: all that is left is to cut it off
        }
        Problem problem = problemOf(failure);
        if (problem.status() >= 500) {
            tell(exchange, problem, failure);
        }
        return problems.write(exchange, problem);
    }

    private static void tell(ServerWebExchange exchange, Problem problem, Throwable failure) {
        try (var _ = Traceparent.logContext(exchange)) {
            log.atWarn()
                    .addKeyValue(
                            "request.id",
                            exchange.getResponse().getHeaders().getFirst(RequestId.HEADER))
                    .addKeyValue("url.path", exchange.getRequest().getURI().getRawPath())
                    .addKeyValue("code", problem.code())
                    .setCause(problem.status() == 500 ? failure : null)
                    .addKeyValue("reason", String.valueOf(failure.getMessage()))
                    .log("request.failed");
        }
    }

    static Problem problemOf(Throwable failure) {
        return switch (failure) {
            case ProblemException refused -> refused.problem();
            case ResponseStatusException status -> problemOf(status);
            case ConnectTimeoutException _,
                    ConnectException _,
                    UnknownHostException _,
                    NoRouteToHostException _ ->
                    Problem.of(503, "service_unavailable", "not now; send the same request again")
                            .withHeader("Retry-After", "1");
            case ReadTimeoutException _, TimeoutException _ ->
                    Problem.of(
                            504,
                            "upstream_timeout",
                            "no answer in time; the request may have had its effect: send it again"
                                    + " with the same Idempotency-Key");
            case IOException _ ->
                    Problem.of(
                            502,
                            "upstream_broken",
                            "the connection broke; the request may have had its effect: send it"
                                    + " again with the same Idempotency-Key");
            default -> Problem.of(500, "internal_error", "this is our fault and has been logged");
        };
    }

    private static Problem problemOf(ResponseStatusException failure) {
        int status = failure.getStatusCode().value();
        return switch (status) {
            case 404 -> Problem.of(404, "route_not_found", "there is nothing at this address");
            case 405 -> Problem.of(405, "method_not_allowed", "this address has no such method");
            case 504 -> problemOf(new TimeoutException());
            default ->
                    status < 500
                            ? Problem.of(status, "invalid_request", "the request cannot be read")
                            : Problem.of(status, "internal_error", "this is our fault");
        };
    }
}
