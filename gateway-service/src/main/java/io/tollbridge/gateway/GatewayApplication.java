package io.tollbridge.gateway;

import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.cassandra.autoconfigure.CassandraAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxObservationAutoConfiguration;

/**
 * The only way in. Keeps nothing durable, so it needs no Cassandra. Makes and passes on trace ids
 * by itself and counts requests by itself: an observation of each request and each Redis command
 * costs more than all our filters.
 */
@SpringBootApplication(
        exclude = {
            CassandraDefaultsAutoConfiguration.class,
            CassandraAutoConfiguration.class,
            LettuceObservationAutoConfiguration.class,
            OpenTelemetryTracingAutoConfiguration.class,
            WebFluxObservationAutoConfiguration.class
        })
@ConfigurationPropertiesScan
public class GatewayApplication {

    public static void main(String[] args) {
        SpringApplication.run(GatewayApplication.class, args);
    }
}
