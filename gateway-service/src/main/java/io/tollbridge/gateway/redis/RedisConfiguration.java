package io.tollbridge.gateway.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.TimeoutOptions;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Commands fail while there is no connection, instead of waiting in a queue for one. Who sends one
 * says how long to wait; a timer of the client's on top would be a second one per command.
 */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    @Bean
    LettuceClientOptionsBuilderCustomizer failFast() {
        return options ->
                options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .requestQueueSize(10_000)
                        .timeoutOptions(TimeoutOptions.create());
    }
}
