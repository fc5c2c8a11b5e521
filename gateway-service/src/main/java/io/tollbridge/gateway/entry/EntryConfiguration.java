package io.tollbridge.gateway.entry;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class EntryConfiguration {

    /**
     * Begins each request in a turn of its own on its connection's thread. Reactor Netty 1.3.7
     * never reads a connection again when a request that had to wait for the one before it is
     * answered within the very call that hands it over (reactor-netty issue 4361, mended in 1.3.8,
     * which needs a newer Netty than Spring Boot's).
     */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> requestsInTurn() {
        return factory ->
                factory.addServerCustomizers(server ->
                        server.mapHandle((handling, connection) -> {
                            var itsThread =
                                    Schedulers.fromExecutor(connection.channel().eventLoop());
                            return handling.subscribeOn(itsThread);
                        }));
    }
}
