package io.tollbridge.starter.secret;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Where this process' secrets are. */
@AutoConfiguration
public class SecretAutoConfiguration {

    @Bean
    Secrets secrets(@Value("${tollbridge.secrets-dir}") Path folder) {
        return new Secrets(folder);
    }
}
