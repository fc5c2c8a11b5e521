package io.tollbridge.starter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.cassandra.autoconfigure.CassandraAutoConfiguration;
import org.springframework.boot.cassandra.autoconfigure.CqlSessionBuilderCustomizer;
import org.springframework.boot.cassandra.autoconfigure.DriverConfigLoaderBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * The session of the service's own keyspace, created and migrated before anyone uses it.
 *
 * <p>Profile {@code lwt} is for conditional writes and the reads that decide money: LOCAL_SERIAL,
 * never sent twice by the driver.
 */
@AutoConfiguration(before = CassandraAutoConfiguration.class)
public class CassandraDefaultsAutoConfiguration {

    /** Name of the driver profile for conditional writes. */
    public static final String LWT = "lwt";

    /** Name of the driver profile for reads at LOCAL_SERIAL. */
    public static final String SERIAL_READ = "serial-read";

    @Bean
    Keyspace keyspace(
            @Value("${tollbridge.cassandra.keyspace:${spring.application.name}}") String name,
            @Value("${tollbridge.cassandra.keyspace-suffix:}") String suffix) {
        return new Keyspace(name.replace("-service", "").replace('-', '_') + suffix);
    }

    /** The driver follows the tables of the own keyspace only: others' migrations cost nothing. */
    @Bean
    DriverConfigLoaderBuilderCustomizer tollbridgeProfiles(Keyspace keyspace) {
        return config ->
                config.withStringList(
                                DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
                                List.of(keyspace.name()))
                        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                        .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "LOCAL_SERIAL")
                        .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false)
                        .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
                        .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
                        .withDuration(
                                DefaultDriverOption.HEARTBEAT_INTERVAL, Duration.ofSeconds(30))
                        .withDuration(
                                DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(500))
                        .withDuration(
                                DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(5))
                        .startProfile(LWT)
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(5))
                        .endProfile()
                        .startProfile(SERIAL_READ)
                        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_SERIAL")
                        .endProfile();
    }

    @Bean
    CqlSessionBuilderCustomizer conditionalWritesAreCounted(ObjectProvider<MeterRegistry> meters) {
        return builder ->
                meters.ifAvailable(
                        registry -> builder.addRequestTracker(new ConditionalWrites(registry)));
    }

    @Bean
    CqlSession cassandraSession(
            ObjectProvider<CqlSessionBuilder> builders,
            Keyspace keyspace,
            @Value("${tollbridge.cassandra.replication}") String replication) {
        var session = open(builders, keyspace.name(), replication);
        try {
            new Migrations(session).apply();
        } catch (RuntimeException e) {
            session.close(); // its threads would keep a process alive that cannot start
            throw e;
        }
        return session;
    }

    private static CqlSession open(
            ObjectProvider<CqlSessionBuilder> builders, String keyspace, String replication) {
        try {
            return builders.getObject().withKeyspace(keyspace).build();
        } catch (InvalidKeyspaceException _) {
            try (var bare = builders.getObject().build()) {
                bare.setSchemaMetadataEnabled(false);
                bare.execute(
                        SimpleStatement.newInstance(
                                        "CREATE KEYSPACE IF NOT EXISTS "
                                                + keyspace
                                                + " WITH replication = "
                                                + replication)
                                .setTimeout(Duration.ofSeconds(30)));
            }
            return builders.getObject().withKeyspace(keyspace).build();
        }
    }

    /** Name of the service's own keyspace. */
    record Keyspace(String name) {}
}
