package io.tollbridge.gateway;

import io.tollbridge.starter.cassandra.CassandraDefaultsAutoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.cassandra.autoconfigure.CassandraAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The only way in. Keeps nothing durable, so it needs no Cassandra. */
@SpringBootApplication(
        exclude = {CassandraDefaultsAutoConfiguration.class, CassandraAutoConfiguration.class})
@ConfigurationPropertiesScan
public class GatewayApplication {

    public static void main(String[] args) {
        SpringApplication.run(GatewayApplication.class, args);
    }
}
