package io.tollbridge.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {

    @Test
    void an_acknowledged_conditional_write_survives_a_crash() {
        assertThat(CassandraYaml.render(Path.of("/data"), "127.0.0.1", 1, 2))
                .contains("commitlog_sync: batch")
                .contains("commitlog_compression")
                .contains("paxos_variant: v2");
    }

    @Test
    void a_machine_without_openssl_3_gets_the_static_redis() {
        assertThat(RedisServer.bundledFor("Linux", "amd64"))
                .last()
                .isEqualTo("redis-server-6.2.7-linux-386");
    }

    @Test
    void a_mac_gets_the_redis_of_its_processor() {
        assertThat(RedisServer.bundledFor("Mac OS X", "aarch64"))
                .containsExactly("redis-server-6.2.6-v5-darwin-arm64");
    }

    @Test
    void no_test_class_gets_the_default_redis_database() {
        for (int isolation = 0; isolation < 3 * RedisServer.DATABASES; isolation++) {
            assertThat(TestIsolation.redisDatabase(isolation))
                    .isBetween(1, RedisServer.DATABASES - 1);
        }
    }

    @Test
    void the_keyspaces_of_one_number_are_not_those_of_a_longer_one() {
        assertThat("risk" + TestIsolation.keyspaceSuffix(112))
                .doesNotEndWith(TestIsolation.keyspaceSuffix(12));
    }

    @Test
    void a_free_port_is_none_of_the_sandbox() {
        int port = Ports.anyFree();

        assertThat(Ports.isFree(port)).isTrue();
        assertThat(port).isGreaterThan(19_093);
    }

    @Test
    void no_two_servers_of_a_process_are_given_the_same_port() {
        var ports = IntStream.range(0, 1_000).map(_ -> Ports.anyFree()).boxed().toList();

        assertThat(ports).doesNotHaveDuplicates();
    }
}
