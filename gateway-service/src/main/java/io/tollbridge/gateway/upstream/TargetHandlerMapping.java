package io.tollbridge.gateway.upstream;

import io.tollbridge.gateway.entry.Passage;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.core.env.Environment;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes the route that the door has found, instead of trying one after the other. */
final class TargetHandlerMapping extends RoutePredicateHandlerMapping {

    private final ServiceRoutes routes;

    TargetHandlerMapping(
            FilteringWebHandler handler,
            RouteLocator locator,
            GlobalCorsProperties cors,
            Environment environment,
            ServiceRoutes routes) {
        super(handler, locator, cors, environment);
        this.routes = routes;
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        Passage passage = Passage.of(exchange);
        return passage == null ? Mono.empty() : Mono.justOrEmpty(routes.of(passage.target()));
    }
}
