package io.tollbridge.benchmarks.floor;

import io.tollbridge.benchmarks.BenchFailed;
import io.tollbridge.benchmarks.load.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic as the payments' own, with one producer as a service has it; gone afterwards. */
final class ScratchTopic implements AutoCloseable {

    /** Records of one payment, sent together under one key. */
    static final int RECORDS = 3;

    private static final String TOPIC = "bench-floor";
    private static final int PARTITIONS = 4;
    private static final byte[] BODY = new byte[1_000];

    private final String bootstrap;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicLong payments = new AtomicLong();

    ScratchTopic(String bootstrap) {
        this.bootstrap = bootstrap;
        try (var admin = admin()) {
            var topic = new NewTopic(TOPIC, PARTITIONS, (short) 1);
            admin.createTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchFailed("topic " + TOPIC + " cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted", e);
        }
        Map<String, Object> config =
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5);
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Sends the records of one payment and waits until all are acknowledged. */
    Client writer() {
        return () -> {
            String key = "pay_" + payments.incrementAndGet();
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (int i = 0; i < RECORDS; i++) {
                sent.add(producer.send(new ProducerRecord<>(TOPIC, key, BODY)));
            }
            try {
                for (var one : sent) {
                    one.get();
                }
                return Client.GOOD;
            } catch (ExecutionException e) {
                return String.valueOf(e.getCause());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return "interrupted";
            }
        };
    }

    @Override
    public void close() {
        producer.close();
        try (var admin = admin()) {
            admin.deleteTopics(List.of(TOPIC)).all().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchFailed("topic " + TOPIC + " cannot be removed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted", e);
        }
    }
}
