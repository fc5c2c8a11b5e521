package io.tollbridge.starter.http;

import io.tollbridge.starter.identity.IdentitySigner;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;

/** Clients of sibling services. */
@AutoConfiguration(after = RestClientAutoConfiguration.class)
@ConditionalOnBean(RestClient.Builder.class)
public class HttpAutoConfiguration {

    static {
        // The JDK would send a POST again by itself when a kept connection turns out dead; what
        // moves money is sent again only by who knows that it may be.
        System.setProperty("sun.net.http.retryPost", "false");
        System.setProperty("http.maxConnections", "64");
    }

    @Bean
    ServiceClients serviceClients(
            RestClient.Builder restClients,
            Environment environment,
            IdentitySigner signer,
            @Value("${spring.application.name}") String self) {
        return new ServiceClients(restClients, environment, signer, self.replace("-service", ""));
    }
}
