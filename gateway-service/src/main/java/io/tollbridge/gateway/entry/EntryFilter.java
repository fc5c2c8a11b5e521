package io.tollbridge.gateway.entry;

import io.tollbridge.contracts.ApiVersion;
import io.tollbridge.gateway.problem.Problem;
import io.tollbridge.gateway.problem.ProblemWriter;
import io.tollbridge.gateway.routes.RoutePolicy;
import io.tollbridge.gateway.routes.Target;
import io.tollbridge.gateway.trace.Traceparent;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.http.Deadline;
import io.tollbridge.starter.http.RequestId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The door. */
@Component
@Order(EntryFilter.ORDER)
class EntryFilter implements WebFilter {

    static final int ORDER = -300;
    static final String VERSION = "Tollbridge-Version";

    private final ApplicationContext publicDoor;
    private final ProblemWriter problems;
    private final EntrySettings settings;
    private final BusinessClock clock;
    private final RequestMetrics metrics;

    EntryFilter(
            ApplicationContext publicDoor,
            ProblemWriter problems,
            EntrySettings settings,
            BusinessClock clock,
            RequestMetrics metrics) {
        this.metrics = metrics;
        this.publicDoor = publicDoor;
        this.problems = problems;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!publicDoor.equals(exchange.getApplicationContext())) {
            return chain.filter(exchange); // the management port has filters of its own
        }
        ServerHttpRequest request = exchange.getRequest();
        HttpHeaders in = request.getHeaders();
        String requestId = RequestId.of(in.getFirst(RequestId.HEADER), clock.instant());
        String version = Optional.ofNullable(in.getFirst(VERSION)).orElse(ApiVersion.NEWEST.wire());
        String traceparent = Traceparent.next(in.getFirst("traceparent"));
        Traceparent.attach(exchange, traceparent);
        HttpHeaders out = exchange.getResponse().getHeaders();
        out.set(RequestId.HEADER, requestId);
        out.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        out.set("X-Content-Type-Options", "nosniff");

        String path = request.getURI().getRawPath();
        if (!RoutePolicy.isPlain(path)) {
            return problems.write(
                    exchange,
                    Problem.of(400, "invalid_path", "path: (expected: plain letters, no way up)"));
        }
        Optional<Target> target = RoutePolicy.find(request.getMethod().name(), path);
        count(exchange, target.map(Target::service).orElse("none"));
        if (target.isEmpty()) {
            return problems.write(
                    exchange,
                    Problem.of(
                            404, "route_not_found", path + ": there is nothing at this address"));
        }
        Problem refusal = refusal(version, in);
        if (refusal != null) {
            return problems.write(exchange, refusal);
        }
        out.set(VERSION, version);
        var origin =
                new Passage.Origin(
                        requestId, traceparent, ClientAddress.of(request, settings.trustedHops()));
        new Passage(origin, version, target.get(), patience(in)).attachTo(exchange);
        return chain.filter(limited(exchange, in));
    }

    private void count(ServerWebExchange exchange, String service) {
        long start = System.nanoTime();
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(() -> {
            long took = System.nanoTime() - start;
            metrics.count(service, response.getStatusCode(), took);
            return Mono.empty();
        });
    }

    private @Nullable Problem refusal(String version, HttpHeaders in) {
        if (!ApiVersion.isServed(version)) {
            return Problem.badRequest(
                    "unknown_version",
                    VERSION,
                    VERSION + ": (expected: " + ApiVersion.NEWEST.wire() + ", or no such header)");
        }
        if (in.getContentLength() > settings.maxBody().toBytes()) {
            return BodyLimit.problem(settings.maxBody().toBytes());
        }
        return null;
    }

    private ServerWebExchange limited(ServerWebExchange exchange, HttpHeaders in) {
        boolean announced =
                in.getContentLength() >= 0
                        || HttpMethod.GET.equals(exchange.getRequest().getMethod());
        if (announced) {
            return exchange;
        }
        var counted = new BodyLimit(exchange.getRequest(), settings.maxBody().toBytes());
        return exchange.mutate().request(counted).build();
    }

    private Duration patience(HttpHeaders in) {
        String asked = in.getFirst(Deadline.HEADER);
        if (asked == null) {
            return settings.deadline();
        }
        try {
            long millis = Math.clamp(Long.parseLong(asked), 1, settings.deadline().toMillis());
            return Duration.ofMillis(millis);
        } catch (NumberFormatException _) {
            return settings.deadline(); // not a number: as if there were none
        }
    }
}
