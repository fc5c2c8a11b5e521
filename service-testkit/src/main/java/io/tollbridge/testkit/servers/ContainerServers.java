package io.tollbridge.testkit.servers;

import io.tollbridge.sandbox.servers.CassandraYaml;
import io.tollbridge.sandbox.servers.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/** The same servers with the same settings as containers, one set per test process. */
final class ContainerServers implements TestServers {
    private static final int CASSANDRA_PORT = 9042;
    private static final int CASSANDRA_STORAGE_PORT = 7000;
    private static final int REDIS_PORT = 6379;

    private final GenericContainer<?> cassandra =
            new GenericContainer<>(DockerImageName.parse("cassandra:5.0.9"))
                    .withExposedPorts(CASSANDRA_PORT)
                    .withEnv("MAX_HEAP_SIZE", "768m")
                    .withEnv("HEAP_NEWSIZE", "192m")
                    .withEnv(
                            "JVM_EXTRA_OPTS",
                            "-Dcassandra.ring_delay_ms=1 -Dcassandra.initial_token=0"
                                    + " -Dcassandra.skip_wait_for_gossip_to_settle=0")
                    .withCopyToContainer(
                            Transferable.of(
                                    CassandraYaml.render(
                                            Path.of("/var/lib/cassandra"),
                                            "0.0.0.0",
                                            CASSANDRA_PORT,
                                            CASSANDRA_STORAGE_PORT)),
                            "/etc/cassandra/cassandra.yaml")
                    // Past the image's own script, which would edit the file.
                    .withCreateContainerCmdModifier(
                            command -> command.withEntrypoint("cassandra", "-f", "-R"))
                    .withStartupTimeout(Duration.ofMinutes(4))
                    .waitingFor(Wait.forLogMessage(".*Starting listening for CQL clients.*", 1));
    private final KafkaContainer kafka =
            new KafkaContainer(DockerImageName.parse("apache/kafka-native:4.2.1"))
                    .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    private final GenericContainer<?> redis =
            new GenericContainer<>(DockerImageName.parse("redis:7-alpine"))
                    .withExposedPorts(REDIS_PORT)
                    .withCommand("redis-server", "--databases", "" + RedisServer.DATABASES);
    private final AtomicInteger isolation = new AtomicInteger();

    ContainerServers() {
        Startables.deepStart(Stream.of(cassandra, kafka, redis)).join();
    }

    @Override
    public Address cassandra() {
        return new Address(cassandra.getHost(), cassandra.getMappedPort(CASSANDRA_PORT));
    }

    @Override
    public Address kafka() {
        String bootstrap = kafka.getBootstrapServers();
        int colon = bootstrap.lastIndexOf(':');
        int host = bootstrap.indexOf("://") < 0 ? 0 : bootstrap.indexOf("://") + 3;
        return new Address(
                bootstrap.substring(host, colon), Integer.parseInt(bootstrap.substring(colon + 1)));
    }

    @Override
    public Address redis() {
        return new Address(redis.getHost(), redis.getMappedPort(REDIS_PORT));
    }

    @Override
    public int nextIsolation() {
        return isolation.incrementAndGet();
    }
}
