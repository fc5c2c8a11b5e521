package io.tollbridge.gateway.authentication;

import io.tollbridge.contracts.merchants.ApiKeyRevoked;
import io.tollbridge.starter.event.MirrorTable;
import io.tollbridge.starter.event.Mirrors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The revoked keys, known to every gateway. */
@Configuration(proxyBeanMethods = false)
class AuthenticationConfiguration {

    @Bean
    MirrorTable<ApiKeyRevoked> revokedKeys(Mirrors mirrors) {
        return mirrors.mirror(ApiKeyRevoked.class);
    }
}
