package io.tollbridge.testkit.servers;

import io.tollbridge.sandbox.servers.CassandraServer;
import io.tollbridge.sandbox.servers.TestIsolation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The servers under the tests.
 *
 * <pre>{@code
 * @DynamicPropertySource
 * static void servers(DynamicPropertyRegistry registry) {
 *     TestServers.register(registry, RiskRulesIT.class);
 * }
 * }</pre>
 */
public interface TestServers {
    /** {@code -Dtollbridge.testcontainers=true} runs the same tests against containers. */
    String CONTAINERS_PROPERTY = "tollbridge.testcontainers";

    /** A host and port. */
    record Address(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    Address cassandra();

    Address kafka();

    Address redis();

    /** A number that no other user of the same servers has. */
    int nextIsolation();

    /** The running servers; the first call starts them. */
    static TestServers get() {
        return Running.SERVERS;
    }

    /**
     * Spring properties that point to the servers and give this class names of its own. The same
     * class gets the same answer for the life of the process, so contexts stay cached.
     */
    static Map<String, String> properties(Class<?> testClass) {
        return Running.PROPERTIES.computeIfAbsent(
                testClass.getName(), _ -> Running.isolatedProperties());
    }

    /** Adds {@link #properties} to the context of a Spring test. */
    static void register(DynamicPropertyRegistry registry, Class<?> testClass) {
        properties(testClass).forEach((name, value) -> registry.add(name, () -> value));
    }

    /** Lazily started, once per process. */
    final class Running {
        private static final TestServers SERVERS =
                Boolean.getBoolean(CONTAINERS_PROPERTY)
                        ? new ContainerServers()
                        : new EmbeddedServers();
        private static final Map<String, Map<String, String>> PROPERTIES =
                new ConcurrentHashMap<>();

        private Running() {}

        private static Map<String, String> isolatedProperties() {
            int isolation = SERVERS.nextIsolation();
            var properties = new LinkedHashMap<String, String>();
            properties.put("spring.cassandra.contact-points", SERVERS.cassandra().host());
            properties.put("spring.cassandra.port", "" + SERVERS.cassandra().port());
            properties.put("spring.cassandra.local-datacenter", CassandraServer.DATACENTER);
            properties.put("spring.kafka.bootstrap-servers", SERVERS.kafka().toString());
            properties.put("spring.data.redis.host", SERVERS.redis().host());
            properties.put("spring.data.redis.port", "" + SERVERS.redis().port());
            properties.put(
                    "spring.data.redis.database", "" + TestIsolation.redisDatabase(isolation));
            properties.put(
                    "tollbridge.cassandra.keyspace-suffix",
                    TestIsolation.keyspaceSuffix(isolation));
            properties.put("tollbridge.topics.prefix", TestIsolation.topicPrefix(isolation));
            return Map.copyOf(properties);
        }
    }
}
