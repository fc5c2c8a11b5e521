package io.tollbridge.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class SharedServersIT {
    private final Map<String, String> properties = TestServers.properties(SharedServersIT.class);

    @Test
    void a_conditional_write_applies_once() {
        var cassandra = TestServers.get().cassandra();
        String keyspace = "probe" + properties.get("tollbridge.cassandra.keyspace-suffix");
        try (var session =
                CqlSession.builder()
                        .addContactPoint(new InetSocketAddress(cassandra.host(), cassandra.port()))
                        .withLocalDatacenter(
                                String.valueOf(properties.get("spring.cassandra.local-datacenter")))
                        .build()) {
            session.execute(
                    "CREATE KEYSPACE IF NOT EXISTS "
                            + keyspace
                            + " WITH replication = {'class':'SimpleStrategy','replication_factor':1}");
            session.execute(
                    "CREATE TABLE IF NOT EXISTS "
                            + keyspace
                            + ".probe (id text PRIMARY KEY, n int)");
            String insert =
                    "INSERT INTO " + keyspace + ".probe (id, n) VALUES ('a', 1) IF NOT EXISTS";

            assertThat(session.execute(insert).wasApplied()).isTrue();
            assertThat(session.execute(insert).wasApplied()).isFalse();
        }
    }

    @Test
    void a_kafka_record_comes_back() throws Exception {
        String bootstrap = TestServers.get().kafka().toString();
        String topic = properties.get("tollbridge.topics.prefix") + "probe";
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrap);
        try (var admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (var producer =
                new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "value")).get();
        }
        try (var consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.poll(Duration.ofSeconds(10)).records(topic))
                    .singleElement()
                    .satisfies(found -> assertThat(found.value()).isEqualTo("value"));
        }
    }

    @Test
    void a_redis_command_works_in_the_database_of_this_class() throws IOException {
        var redis = TestServers.get().redis();
        String value = UUID.randomUUID().toString();
        try (var socket = new Socket(redis.host(), redis.port())) {
            String commands =
                    "SELECT %s\r\nSET probe %s\r\nGET probe\r\n"
                            .formatted(properties.get("spring.data.redis.database"), value);
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            String expected = "+OK\r\n+OK\r\n$36\r\n" + value + "\r\n";

            assertThat(socket.getInputStream().readNBytes(expected.length()))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo(expected);
        }
    }

    @Test
    void another_class_gets_other_names() {
        var others = TestServers.properties(String.class);

        assertThat(TestServers.properties(SharedServersIT.class)).isSameAs(properties);
        for (String own :
                List.of(
                        "tollbridge.cassandra.keyspace-suffix",
                        "tollbridge.topics.prefix",
                        "spring.data.redis.database")) {
            assertThat(others.get(own)).isNotEqualTo(properties.get(own));
        }
    }
}
