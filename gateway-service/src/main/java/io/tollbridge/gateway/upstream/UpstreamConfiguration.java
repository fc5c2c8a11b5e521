package io.tollbridge.gateway.upstream;

import io.netty.channel.ChannelOption;
import io.tollbridge.starter.identity.IdentitySigner;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import reactor.netty.http.client.HttpClient;

/** Our way through Spring Cloud Gateway. */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    @Bean
    RoutePredicateHandlerMapping targetHandlerMapping(
            FilteringWebHandler handler,
            RouteLocator locator,
            GlobalCorsProperties cors,
            Environment environment,
            ServiceRoutes routes) {
        return new TargetHandlerMapping(handler, locator, cors, environment, routes);
    }

    /** What a connection is dropped or repeated for is decided here, not by the client. */
    @Bean
    HttpClientCustomizer upstreamClient() {
        return client ->
                client.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                        .disableRetry(true);
    }

    /** Spring Cloud Gateway's own are off: they would apply every header filter they can find. */
    @Bean
    NettyRoutingFilter upstreamFilter(
            HttpClient client, HttpClientProperties properties, IdentitySigner signer) {
        List<HttpHeadersFilter> filters =
                List.of(new OutgoingHeaders(signer), new IncomingHeaders());
        return new NettyRoutingFilter(client, only(filters), properties);
    }

    @Bean
    NettyWriteResponseFilter answerFilter(GatewayProperties properties) {
        return new NettyWriteResponseFilter(properties.getStreamingMediaTypes(), only(List.of()));
    }

    private static <T> ObjectProvider<T> only(T value) {
        return new ObjectProvider<>() {
            @Override
            public Stream<T> stream() {
                return Stream.of(value);
            }

            @Override
            public T getObject() {
                return value;
            }
        };
    }
}
