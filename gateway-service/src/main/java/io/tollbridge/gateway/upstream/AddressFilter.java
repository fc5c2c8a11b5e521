package io.tollbridge.gateway.upstream;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import io.tollbridge.gateway.entry.Passage;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Says where to send a request, path and query as they came, and how long to wait for the end. */
@Component
class AddressFilter implements GlobalFilter, Ordered {

    @Override
    public int getOrder() {
        return -10; // outside of the filter that writes the answer
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(GATEWAY_ROUTE_ATTR);
        Passage passage = Passage.of(exchange);
        URI asked = exchange.getRequest().getURI();
        String query = asked.getRawQuery();
        String path = asked.getRawPath();
        exchange.getAttributes()
                .put(
                        GATEWAY_REQUEST_URL_ATTR,
                        URI.create(route.getUri() + path + (query == null ? "" : "?" + query)));
        Duration left = Duration.ofMillis(passage == null ? 0 : passage.remainingMillis());
        return chain.filter(exchange)
                .timeout(left, Mono.error(() -> new TimeoutException("deadline passed")));
    }
}
