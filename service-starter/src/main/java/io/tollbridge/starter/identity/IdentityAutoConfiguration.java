package io.tollbridge.starter.identity;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Identity of this service and of its callers. */
@AutoConfiguration
public class IdentityAutoConfiguration {

    @Bean
    IdentityKeys identityKeys(
            @Value("${spring.application.name}") String service,
            @Value("${tollbridge.identity.private-key-file}") Path privateKey,
            @Value("${tollbridge.identity.trusted-keys-dir}") Path trusted) {
        return IdentityKeys.read(service.replace("-service", ""), privateKey, trusted);
    }

    @Bean
    IdentitySigner identitySigner(IdentityKeys keys, Clock systemClock) {
        return new IdentitySigner(keys, systemClock);
    }

    @Bean
    IdentityVerifier identityVerifier(IdentityKeys keys, Clock systemClock) {
        return new IdentityVerifier(keys, systemClock);
    }
}
