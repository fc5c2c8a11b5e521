package io.tollbridge.starter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.tollbridge.testkit.servers.TestServers;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The files of {@code cql/} on real Cassandra, in an empty keyspace each time. */
class MigrationsIT {

    private static final String FILE = "001_thing.cql";

    private final String keyspace = "migrations_" + TestServers.get().nextIsolation();
    private CqlSession session;

    @BeforeEach
    void empty() {
        try (var anywhere = builder().build()) {
            anywhere.execute(
                    "CREATE KEYSPACE "
                            + keyspace
                            + " WITH replication = {'class': 'SimpleStrategy',"
                            + " 'replication_factor': 1}");
        }
        session = builder().withKeyspace(keyspace).build();
    }

    @AfterEach
    void drop() {
        session.execute("DROP KEYSPACE " + keyspace);
        session.close();
    }

    @Test
    void a_file_is_applied_once() {
        new Migrations(session).apply();
        assertThat(hasTable()).isTrue();
        var first = applied();
        assertThat(first).containsOnlyKeys(FILE);

        session.execute("DROP TABLE thing"); // what a second application would bring back
        new Migrations(session).apply();
        assertThat(hasTable()).isFalse();
        assertThat(applied()).isEqualTo(first);
    }

    @Test
    void a_file_that_has_changed_since_it_was_applied_is_refused() {
        new Migrations(session).apply();
        session.execute("UPDATE schema_version SET hash = 'other' WHERE file = '" + FILE + "'");
        assertThatThrownBy(() -> new Migrations(session).apply())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(FILE)
                .hasMessageContaining("has changed since");
        assertThat(applied()).containsEntry(FILE, "other");
    }

    @Test
    void one_that_died_in_the_middle_is_finished_by_the_next() {
        new Migrations(session).apply();
        session.execute("TRUNCATE schema_version"); // its tables are there, its mark is not
        new Migrations(session).apply();
        assertThat(applied()).containsOnlyKeys(FILE);
    }

    @Test
    void two_at_once_both_come_through() throws Exception {
        var together = new CyclicBarrier(2);
        Callable<Boolean> start =
                () -> {
                    try (var own = builder().withKeyspace(keyspace).build()) {
                        together.await(30, TimeUnit.SECONDS);
                        new Migrations(own).apply();
                        return true;
                    }
                };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(List.of(start, start))) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(hasTable()).isTrue();
        assertThat(applied()).containsOnlyKeys(FILE);
    }

    private Map<String, String> applied() {
        return session.execute("SELECT file, hash FROM schema_version").all().stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
    }

    private boolean hasTable() {
        return session.execute(
                                "SELECT table_name FROM system_schema.tables"
                                        + " WHERE keyspace_name = '"
                                        + keyspace
                                        + "' AND table_name = 'thing'")
                        .one()
                != null;
    }

    private static CqlSessionBuilder builder() {
        var cassandra = TestServers.get().cassandra();
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(cassandra.host(), cassandra.port()))
                .withLocalDatacenter("datacenter1")
                .withConfigLoader(
                        DriverConfigLoader.programmaticBuilder()
                                .withDuration(
                                        DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                                .build());
    }
}
